import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { SortTuple, SortValue } from './sort-values.ts';
import type { Token } from './stream.ts';
import { readCursorText } from '../rows/read-cursor-text.ts';

/** Where one source's part of a list can be taken up again. */
export interface SourcePosition {
  /** A token for every branch; undefined where the branch is at its end. */
  readonly branches: readonly (Token | undefined)[];
  /** The last row of this source that was given out: rows up to it are not given again. */
  readonly last: SortTuple | undefined;
}

/** By source id. A source that is not in here starts at its beginning. */
export type Positions = ReadonlyMap<string, SourcePosition>;

const version = 1;
const wireTuple = z.tuple([z.array(z.string().nullable()), z.number().nullable(), z.string()]);
const wirePosition = z.object({ b: z.array(z.union([z.string(), z.literal(0), z.null()])), l: wireTuple.optional() });
const wireCursor = z.object({ v: z.literal(version), q: z.string(), s: z.record(z.string(), wirePosition) });

/** Binds cursors to what was asked: with another question they mean nothing. */
export function fingerprint(question: unknown): string {
  return createHash('sha256').update(canonicalJson(question)).digest('base64url').slice(0, 12);
}

/** Opaque to clients, printable, and complete: no server keeps anything about an open list. */
export function encodeCursor(question: string, positions: Positions): string {
  const s = Object.fromEntries([...positions].map(([source, position]) => [source, toWire(position)]));
  return Buffer.from(JSON.stringify({ v: version, q: question, s })).toString('base64url');
}

/** @throws INVALID_QUERY for what is no cursor of ours, or one of another question. */
export function decodeCursor(cursor: string, question: string): Positions {
  const parsed = wireCursor.safeParse(readCursorText(cursor));
  if (!parsed.success) {
    throw new RungraphError(
      'INVALID_QUERY',
      'after: this is not a cursor of this server; pass endCursor of an earlier page.',
    );
  }
  if (parsed.data.q !== question) {
    throw new RungraphError(
      'INVALID_QUERY',
      'after: this cursor belongs to another question; keep filter, orderBy, sources, projects and archived as they were.',
    );
  }
  return new Map(Object.entries(parsed.data.s).map(([source, wire]) => [source, fromWire(source, wire)]));
}

function toWire(position: SourcePosition): z.infer<typeof wirePosition> {
  const b = position.branches.map((token) => (token === undefined ? 0 : token));
  if (position.last === undefined) return { b };
  const { values, startedAt, id } = position.last;
  return { b, l: [values.map(spell), startedAt, id] };
}

function fromWire(source: string, { b, l }: z.infer<typeof wirePosition>): SourcePosition {
  const branches = b.map((token) => (token === 0 ? undefined : token));
  if (l === undefined) return { branches, last: undefined };
  const [values, startedAt, id] = l;
  return { branches, last: { values: values.map(unspell), startedAt, source, id } };
}

function spell(value: SortValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'object') return `l${value.list}`;
  return typeof value === 'bigint' ? `i${value}` : `n${value}`;
}

function unspell(spelled: string | null): SortValue {
  if (spelled === null) return null;
  const rest = spelled.slice(1);
  if (spelled.startsWith('s')) return rest;
  if (spelled.startsWith('l')) return { list: rest };
  if (spelled.startsWith('i') && /^-?\d+$/.test(rest)) return BigInt(rest);
  return Number(rest);
}
