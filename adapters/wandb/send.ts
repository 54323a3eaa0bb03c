import type { z } from 'zod';
import type { UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { HttpClient, HttpResponse } from '../../src/contract/http.ts';
import { checkShape, readAnswer } from '../../src/kit/read-answer.ts';
import { errorOfAnswer, errorOfMessage, messageOf } from './errors.ts';
import type { Pace } from './pace.ts';
import { graphqlAnswer, type WireError } from './wire.ts';

/** A document is written anew for what the server turned out to lack. */
export interface GraphqlRequest {
  /** Names the call for messages, and the operation for the server. */
  readonly what: string;
  readonly document: (lacks: Lacks) => string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Whether the server was seen to lack a field, as `Run.host`. */
export type Lacks = (field: string) => boolean;

export interface GraphqlResult {
  readonly data: Readonly<Record<string, unknown>>;
  /** Errors of parts of the answer, by the first member of their path. */
  readonly errors: ReadonlyMap<string, RungraphError>;
  readonly clockSkewMs: number | null;
}

export interface Sender {
  /** A part of the answer that failed alone is an error of its own where it has a path; else the whole fails. */
  ask(context: UpstreamContext, request: GraphqlRequest): Promise<GraphqlResult>;
  /** The whole answer, checked; an error anywhere in it is thrown. */
  read<T>(context: UpstreamContext, request: GraphqlRequest, schema: z.ZodType<T>): Promise<T>;
}

export function openSender(http: HttpClient, pace: Pace): Sender {
  const lacking = new Set<string>();
  const lacks: Lacks = (field) => lacking.has(field);

  async function post(context: UpstreamContext, { what, document, variables }: GraphqlRequest): Promise<HttpResponse> {
    for (;;) {
      const query = document(lacks);
      const json = { query, variables, operationName: what };
      const response = await http.send(context, { method: 'POST', path: '/graphql', json });
      pace.note(response);
      const unknown = unknownFields(messageOf(response.text) ?? '');
      const news = unknown.filter((field) => !lacking.has(field));
      if (news.length === 0 || !/"errors?"/.test(response.text.slice(0, 200))) return response;
      news.forEach((field) => lacking.add(field));
      if (document(lacks) === query) return response;
    }
  }

  async function ask(context: UpstreamContext, request: GraphqlRequest): Promise<GraphqlResult> {
    const { what } = request;
    const response = await post(context, request);
    if (response.status !== 200) throw errorOfAnswer(response, what);
    const { data, errors } = readAnswer(response, graphqlAnswer, what);
    const found = new Map<string, RungraphError>();
    for (const error of errors ?? []) {
      const place = placeOf(error, data);
      if (place === undefined) throw errorOfMessage(error, what);
      if (!found.has(place)) found.set(place, errorOfMessage(error, what));
    }
    if (data === null || data === undefined) throw new RungraphError('PROTOCOL', `${what} was answered without data.`);
    return { data, errors: found, clockSkewMs: response.clockSkewMs };
  }

  return {
    ask,
    async read(context, request, schema) {
      const { data, errors } = await ask(context, request);
      for (const error of errors.values()) throw error;
      return checkShape(data, schema, request.what);
    },
  };
}

function placeOf({ path }: WireError, data: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const first = path?.[0];
  return typeof first === 'string' && data !== null && data !== undefined ? first : undefined;
}

/** What validation says of fields and arguments that an older server does not have. */
function unknownFields(message: string): readonly string[] {
  const fields = [...message.matchAll(/Cannot query field "(\w+)" on type "(\w+)"/g)];
  const given = [...message.matchAll(/Unknown argument "(\w+)" on field "(?:(\w+)\.)?(\w+)"/g)];
  return [
    ...fields.map(([, field = '', type = '']) => `${type}.${field}`),
    ...given.map(([, argument = '', type = 'Run', field = '']) => `${type}.${field}(${argument})`),
  ];
}
