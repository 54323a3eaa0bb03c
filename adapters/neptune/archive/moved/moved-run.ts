import { z } from 'zod';
import { canonicalJson } from '../../../../src/contract/canonical-json.ts';
import { runStatuses } from '../../../../src/contract/run.ts';
import type { Json, MetricContext } from '../../../../src/contract/value.ts';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { textAt } from '../../to-model.ts';
import type { ArchivedRun } from '../catalog.ts';

// A run that was moved into an archive has attributes below `rungraph/`, which say what the exporter's columns lack.

export const fromPath = 'rungraph/from';
export const originPath = 'rungraph/origin';
export const runPath = 'rungraph/run';
export const nativePath = 'rungraph/native';

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.number(),
    z.nan(),
    z.bigint(),
    z.string(),
    z.boolean(),
    z.null(),
    z.array(json),
    z.record(z.string(), json),
  ]),
);
/** Numbers that have no JSON come as their bare names, which `parseJson` reads. */
const number = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)]);
const members = z.record(z.string(), z.union([json, number]));
const text = z.string().nullable();

export const movedShape = z.object({
  name: text,
  status: z.enum(runStatuses),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  user: text,
  notes: text,
  group: text,
  jobType: text,
  /** Native id in the archive. */
  parent: text,
  tags: z.array(z.tuple([z.string(), text])),
  /** The source kept params as text: of a param without one below, it is what its value looks like. */
  texts: z.boolean(),
  /** Params that are not what their row says, by attribute path. */
  params: z.record(
    z.string(),
    z.object({ key: z.string().optional(), json: z.literal(true).optional(), text: text.optional() }),
  ),
  /** Key and context of each series, by attribute path. */
  metrics: z.record(z.string(), z.tuple([z.string(), members])),
  inputs: z.array(
    z.object({
      name: z.string(),
      digest: z.object({ algorithm: z.string(), value: z.string() }),
      uri: text,
      nativeType: text,
      metadata: members.nullable(),
    }),
  ),
});
export type MovedRun = z.infer<typeof movedShape>;

const known = new WeakMap<ArchivedRun, MovedRun | null>();

/** What a move noted of a run; null for one that the exporter wrote. */
export function movedRunOf(run: ArchivedRun): MovedRun | null {
  const before = known.get(run);
  if (before !== undefined) return before;
  const moved = read(textAt(run, runPath));
  known.set(run, moved);
  return moved;
}

/** Somebody else may have written an attribute of that name. */
function read(stored: string | null): MovedRun | null {
  if (stored === null) return null;
  try {
    return movedShape.safeParse(parseJson(stored)).data ?? null;
  } catch {
    return null;
  }
}

/** What only the tracker that the run came from knows, with what the move noted. */
export function nativeOfMoved(run: ArchivedRun): { readonly [key: string]: Json } {
  const noted = { from: textAt(run, fromPath), origin: textAt(run, originPath) };
  try {
    const native = members.safeParse(parseJson(textAt(run, nativePath) ?? '{}')).data;
    return { ...native, rungraph: noted };
  } catch {
    return { rungraph: noted };
  }
}

const paths = new WeakMap<MovedRun, ReadonlyMap<string, string>>();

/** The attribute that holds a series. */
export function pathOfSeries(run: ArchivedRun, metric: string, context: MetricContext | null): string {
  const moved = movedRunOf(run);
  if (moved === null) return metric;
  let found = paths.get(moved);
  if (found === undefined) {
    found = new Map(Object.entries(moved.metrics).map(([path, [key, own]]) => [nameOf(key, own), path]));
    paths.set(moved, found);
  }
  return found.get(nameOf(metric, context ?? {})) ?? metric;
}

function nameOf(metric: string, context: MetricContext): string {
  return JSON.stringify([metric, canonicalJson(context)]);
}
