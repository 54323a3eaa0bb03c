import { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { MetricContext } from '../../../src/contract/value.ts';
import type { ReadSeries } from '../support/read-all-series.ts';

// What MLflow's own client must read of a run that was moved, worked out from the source alone: none of the code of a
// move does it.

export type ServerKind = 'mlflow-3' | 'mlflow-2' | 'fasttrackml';

export const seen = z.object({
  experiment: z.string(),
  name: z.string(),
  status: z.string(),
  start: z.number(),
  end: z.number().nullable(),
  stage: z.string(),
  tags: z.record(z.string(), z.string()),
  params: z.record(z.string(), z.string()),
  series: z.record(z.string(), z.array(z.tuple([z.string(), z.string(), z.string()]))),
  files: z.record(z.string(), z.string()),
  keys: z.record(z.string(), z.record(z.string(), z.string())),
  inputs: z.array(z.string()),
});
export type Seen = z.infer<typeof seen>;

/** What the client read, with the names that keys had at the source. */
export function toldOf({ name, status, start, end, stage, tags, params, series, keys }: Seen) {
  const native = <T>(what: string, all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).map(([key, value]) => [keys[what]?.[key] ?? key, value]));
  const own = Object.entries(tags).filter(([key]) => !/^(mlflow|rungraph)\./.test(key));
  return {
    name,
    status,
    start,
    end,
    archived: stage === 'deleted',
    user: tags['mlflow.user'] ?? null,
    notes: tags['mlflow.note.content'] ?? null,
    tags: native('tags', Object.fromEntries(own)),
    params: native('params', params),
    series: native('metrics', series),
  };
}

export function expectedOf(run: Run, all: readonly ReadSeries[], kind: ServerKind) {
  if (isRungraphError(run.tags) || isRungraphError(run.params)) throw new Error('unread');
  const series = all.map(({ metric, context, points }) => {
    const rows = Array.from(points.values, (value, at) =>
      [Math.round(Number(points.steps[at])), timeOf(points.timestamps[at] ?? NaN, run, kind), pythonText(value)].map(
        String,
      ),
    );
    return [
      keyWith(metric, context),
      [...new Map(rows.map((row) => [row.join(), row])).values()].sort(byText),
    ] as const;
  });
  return {
    name: run.name,
    status: run.status,
    start: run.startedAt ?? 0,
    end: run.endedAt,
    archived: run.archived,
    user: run.user,
    notes: run.notes === '' ? null : run.notes,
    tags: Object.fromEntries(run.tags.map(({ key, value }) => [key, value ?? ''])),
    params: Object.fromEntries(
      run.params.map(({ key, value }) => {
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
        return [key, kind === 'fasttrackml' ? text : Array.from(text).slice(0, 6000).join('')];
      }),
    ),
    series: Object.fromEntries(series.filter(([, rows]) => rows.length > 0)),
  };
}

/** MLflow has no contexts: they are in the key, `loss/subset:train`. */
export function keyWith(metric: string, context: MetricContext | null): string {
  const members = Object.entries(context ?? {}).map(([key, value]) => {
    return `/${key}:${typeof value === 'string' ? value : JSON.stringify(value)}`;
  });
  return `${metric}${members.sort().join('')}`;
}

function timeOf(time: number, run: Run, kind: ServerKind): number {
  const whole = Math.round(Number.isNaN(time) ? (run.startedAt ?? 0) : time);
  return kind === 'fasttrackml' ? whole || 1 : Math.max(0, whole);
}

/** Python's repr of a double; the infinities are the largest doubles, and there is no -0. */
export function pythonText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const kept = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) + 0;
  const text = String(kept);
  const size = Math.abs(kept);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return kept.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(kept) ? `${BigInt(kept)}.0` : text;
}

/** By their texts, one after another. */
export function byText(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a, b];
  for (let at = 0; at < left.length; at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
