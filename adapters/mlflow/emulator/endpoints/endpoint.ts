import type { World } from '../store/state.ts';
import type { Checks } from '../wire/check-request.ts';
import type { Field, Fields, Message } from '../wire/proto-message.ts';

/** A call of MLflow's API, which is served under /api and /ajax-api alike. */
export interface Endpoint {
  readonly methods: readonly ('GET' | 'POST')[];
  /** After the version, as in `/mlflow/runs/get`. */
  readonly path: string;
  /** Calls that were never declared in protobuf lie under /ajax-api alone. */
  readonly ajaxOnly?: true;
  /** In the order of their declaration, which is the order they are read in from a query. */
  readonly fields: Fields;
  readonly checks: Checks;
  /** The body of the answer. */
  readonly answer: (asked: Asked) => string;
}

export interface Asked {
  readonly world: World;
  readonly message: Message;
  /** The query as it came; some handlers look past the message. */
  readonly query: URLSearchParams;
}

export const text: Field = { type: 'text' };
export const texts: Field = { type: 'texts' };
export const int32: Field = { type: 'int32' };
export const int64: Field = { type: 'int64' };
export const double: Field = { type: 'double' };
export const keyValues: Field = { type: 'messages', fields: { key: text, value: text } };
export const viewTypes = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const;

/** The view asked for, which is that of what is not deleted by default. */
export function viewOf(message: Message, field: string): (typeof viewTypes)[number] {
  return viewTypes[Number(message.integer(field)) - 1] ?? 'ACTIVE_ONLY';
}

export function pairsOf(message: Message, field: string): readonly (readonly [key: string, value: string])[] {
  return message.messages(field).map((pair) => [pair.text('key'), pair.text('value')]);
}

/** Older clients send `run_uuid`. */
export function runIdOf(message: Message): string {
  return message.text('run_id') || message.text('run_uuid');
}
