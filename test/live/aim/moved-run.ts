import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../../src/contract/canonical-json.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Points } from '../../../src/contract/series.ts';
import { isList, type Value } from '../../../src/contract/value.ts';
import type { ReadSeries } from '../support/read-all-series.ts';

// What Aim's SDK must read of a run that was moved, worked out from the source alone: none of the code of a move does it.

export const seen = z.object({
  hash: z.string(),
  name: z.string(),
  notes: z.string().nullable(),
  experiment: z.string(),
  archived: z.boolean(),
  tags: z.array(z.string()),
  created: z.number(),
  ended: z.number(),
  params: z.record(z.string(), z.unknown()),
  series: z.array(
    z.object({ name: z.string(), context: z.record(z.string(), z.json()), points: z.array(z.array(z.unknown())) }),
  ),
});
export type Seen = z.infer<typeof seen>;

/** The hash of a copy, computed by itself here. */
export function hashOf(from: string): string {
  return createHash('sha256').update(from).digest('hex').slice(0, 24);
}

/** What the SDK read, with nested params under keys joined by dots. */
export function toldOf({ created, ended, params, series, ...rest }: Seen) {
  const { rungraph: _note, ...own } = params;
  return {
    ...rest,
    created: Math.round(created * 1000),
    ended: Math.round(ended * 1000),
    params: Object.fromEntries(flat('', { dict: own })),
    series: Object.fromEntries(
      series.map(({ name, context, points }) => [`${name} ${canonicalJson(context)}`, points] as const),
    ),
  };
}

const dict = z.object({ dict: z.record(z.string(), z.unknown()) });

function flat(prefix: string, tree: unknown): readonly (readonly [string, unknown])[] {
  const found = dict.safeParse(tree);
  if (!found.success) return [[prefix, tree]];
  const members = Object.entries(found.data.dict);
  return members.flatMap(([key, item]) => flat(prefix === '' ? key : `${prefix}.${key}`, item));
}

export function expectedOf(run: Run, from: string, experiment: string, series: readonly ReadSeries[]) {
  if (isRungraphError(run.tags) || isRungraphError(run.params)) throw new Error('unread');
  const valued = run.tags.flatMap(({ key, value }) => (value === null ? [] : [[`tags.${key}`, value] as const]));
  const fields = (['group', 'jobType'] as const).flatMap((key) => {
    const value = run[key];
    return value === null ? [] : [[key, value] as const];
  });
  const params = [...run.params.map(({ nativeKey, value }) => [nativeKey, value] as const), ...valued, ...fields];
  return {
    hash: hashOf(from),
    name: run.name === null || run.name === '' ? (run.nativeId.split('/').at(-1) ?? '') : run.name,
    notes: run.notes === '' ? null : run.notes,
    experiment,
    archived: run.archived,
    tags: run.tags.flatMap(({ key, value }) => (value === null ? [key] : [])).sort(),
    created: Math.max(Date.parse('0001-01-01'), Math.min(Date.parse('9999-12-31T23:59:59.999Z'), run.startedAt ?? 0)),
    ended: run.endedAt ?? run.startedAt ?? 0,
    params: Object.fromEntries(params.map(([key, value]) => [key === '' ? '_' : key, typed(value)])),
    series: Object.fromEntries(
      series
        .filter(({ points }) => points.values.length > 0)
        .map(({ metric, context, points }) => [`${metric} ${canonicalJson(context ?? {})}`, pointsOf(points)] as const),
    ),
  };
}

function typed(value: Value): unknown {
  if (value === null || typeof value === 'boolean') return { plain: value };
  if (isList(value)) return { list: value.map(typed) };
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'bigint')
    return BigInt.asIntN(64, value) === value ? { int: String(value) } : { text: String(value) };
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? { int: String(value) } : { float: bits(value) };
}

function bits(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** The latest point of each step, which are whole, in the order of steps: step, value, epoch, and time in seconds. */
function pointsOf({ steps, values, timestamps, epochs }: Points): readonly (readonly unknown[])[] {
  const rows = new Map<number, readonly [time: number, row: readonly unknown[]]>();
  values.forEach((value, at) => {
    const step =
      Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.round(Number(steps[at])))) + 0;
    const time = timestamps[at] ?? Number.NaN;
    const before = rows.get(step);
    if (before !== undefined && before[0] > time) return;
    rows.set(step, [time, [step, bits(value), bits(epochs?.[at] ?? Number.NaN), bits(Math.round(time) / 1000)]]);
  });
  return [...rows].sort(([a], [b]) => a - b).map(([, [, row]]) => row);
}
