import { z } from 'zod';
import { decodeCursor } from '../lists/cursor.ts';
import { markLength, noneEnded, type EndedBranches } from './ended-branches.ts';
import type { SortTuple, SortValue } from './sort-values.ts';
import type { ResumePoint } from './stream.ts';

/** Where one source's part of a list can be taken up again. */
export interface SourcePosition {
  /** Where each branch is read on, by its key. A branch that is not in here starts at its beginning. */
  readonly resume: ReadonlyMap<string, ResumePoint>;
  readonly ended: EndedBranches;
  /** How everything was read, where the gateway sorts; left out elsewhere. */
  readonly reading?: Reading | undefined;
  /** The last row of this source that was given out: rows up to it are not given again. */
  readonly last: SortTuple | undefined;
}

/**
 * How the branches of a source were read to their end. The next page reads them again in the same steps. So the cache
 * has every answer, for as long as the answers are fresh.
 */
export interface Reading {
  /** How many rows each branch was asked for first. */
  readonly first: number;
  /** How the sizes changed after that, by branch (`PageSizes.steps`). Branches that only grew are left out. */
  readonly steps: ReadonlyMap<string, string>;
}

export const beginning: SourcePosition = { resume: new Map(), ended: noneEnded, last: undefined };

/** By source id. A source that is not in here starts at its beginning. */
export type Positions = ReadonlyMap<string, SourcePosition>;

const size = z.number().int().min(1).max(100_000);
const wireTuple = z.tuple([z.array(z.string().nullable()), z.number().nullable(), z.string()]);
const wirePosition = z.object({
  /** Resume points by branch: a token, or a token and a size. */
  b: z.record(z.string(), z.union([z.string(), z.tuple([z.string(), size])])).optional(),
  /** The marks of ended branches, one after the other, and how many runs match in them. */
  e: z.tuple([z.string(), z.number().nullable()]).optional(),
  /** The reading. */
  r: z.tuple([size, z.record(z.string(), z.string())]).optional(),
  l: wireTuple.optional(),
});
const wirePositions = z.record(z.string(), wirePosition);

/** Where the sources of a list are read on; at their beginning without a cursor. @throws INVALID_QUERY. */
export function readPositions(after: string | null, binding: string): Positions {
  if (after === null) return new Map();
  const wire = decodeCursor(after, binding, wirePositions);
  return new Map(Object.entries(wire).map(([source, position]) => [source, fromWire(source, position)]));
}

/** Positions for a cursor. */
export function writePositions(positions: Positions): unknown {
  return Object.fromEntries([...positions].map(([source, position]) => [source, toWire(position)]));
}

function toWire({ resume, ended, reading, last }: SourcePosition): z.infer<typeof wirePosition> {
  return {
    ...(resume.size > 0 && { b: Object.fromEntries([...resume].map(([key, point]) => [key, toWirePoint(point)])) }),
    ...((ended.marks.size > 0 || ended.total !== 0) && { e: [[...ended.marks].join(''), ended.total] }),
    ...(reading && { r: [reading.first, Object.fromEntries(reading.steps)] }),
    ...(last && { l: [last.values.map(spell), last.startedAt, last.id] }),
  };
}

function fromWire(source: string, wire: z.infer<typeof wirePosition>): SourcePosition {
  const { b = {}, e: [marks, total] = ['', 0], r, l } = wire;
  return {
    resume: new Map(Object.entries(b).map(([key, point]) => [key, fromWirePoint(point)])),
    ended: { marks: new Set(marks.match(new RegExp(`.{${markLength}}`, 'g'))), total },
    reading: r && { first: r[0], steps: new Map(Object.entries(r[1])) },
    last: l && { values: l[0].map(unspell), startedAt: l[1], source, id: l[2] },
  };
}

type WirePoint = string | [token: string, size: number];

function toWirePoint({ token, size: rows }: ResumePoint): WirePoint {
  return rows === undefined ? token : [token, rows];
}

function fromWirePoint(point: WirePoint): ResumePoint {
  return typeof point === 'string' ? { token: point } : { token: point[0], size: point[1] };
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
