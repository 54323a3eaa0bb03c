import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Seen } from './moved.test.ts';
import type { ReadSeries } from '../support/read-all-series.ts';

// What the SDK must read of a run that was moved, worked out from the source alone: none of the code of a move does it.

/** What the SDK read, with the names that keys had at the source. */
export function toldOf({ name, state, config, tags, group, jobType, notes, series, last, keys }: Seen) {
  const native = <T>(what: string, all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).map(([key, value]) => [keys[what]?.[key] ?? key, value]));
  const { rungraph: _note, ...params } = config;
  return {
    ...{ name, state, group, jobType, notes },
    tags: tags.map((tag) => keys['tags']?.[tag] ?? tag).sort(),
    params: native('params', params),
    series: native('metrics', series),
    last: native('metrics', last),
  };
}

export function expectedOf(run: Run, series: readonly ReadSeries[]) {
  if (isRungraphError(run.tags) || isRungraphError(run.params)) throw new Error('unread');
  const valued = run.tags.flatMap(({ key, value }) => (value === null ? [] : [[`tags.${key}`, value]]));
  const rows = rowsOf(run, series);
  return {
    name: Array.from(run.name ?? run.nativeId.split('/').at(-1) ?? '')
      .slice(0, 128)
      .join(''),
    state: run.status === 'FAILED' || run.status === 'KILLED' ? 'failed' : 'finished',
    group: run.group,
    jobType: run.jobType,
    notes: run.notes === '' ? null : run.notes,
    tags: run.tags.flatMap(({ key, value }) => (value === null ? [key] : [])).sort(),
    params: {
      ...Object.fromEntries(run.params.map(({ nativeKey, value }) => [nativeKey, jsonOf(value)])),
      ...Object.fromEntries(valued),
    },
    series: rows,
    last: Object.fromEntries(Object.entries(rows).map(([key, all]) => [key, all.at(-1)?.[2]])),
  };
}

/** JSON has no NaN: it is text. */
function jsonOf(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return Array.isArray(value) ? value.map(jsonOf) : value;
}

type Row = readonly [step: unknown, time: number, value: number];

/** One row a step with the time of the first metric by key; of a metric the latest point of a step. */
function rowsOf(run: Run, series: readonly ReadSeries[]): Readonly<Record<string, readonly Row[]>> {
  const times = new Map<number, number>();
  const named = series
    .map(({ metric, context, points }) => ({ key: `${metric}${textOf(context)}`, points }))
    .filter(({ points }) => points.values.length > 0)
    .sort((a, b) => (targetKey(a.key) < targetKey(b.key) ? -1 : 1));
  return Object.fromEntries(
    named.map(({ key, points }) => {
      const kept = new Map<number, { time: number; value: number }>();
      Array.from(points.values, (value, at) => {
        const step = Math.min(2 ** 53 - 1, Math.max(0, Math.round(Number(points.steps[at])))) + 0;
        const told = points.timestamps[at] ?? Number.NaN;
        const time = Math.round(Number.isNaN(told) ? (run.startedAt ?? 0) : told);
        const other = kept.get(step);
        if (other === undefined || isLater({ time, value }, other)) kept.set(step, { time, value });
      });
      const rows = [...kept].sort(([a], [b]) => a - b);
      return [
        key,
        rows.map(([step, { time, value }]): Row => {
          if (!times.has(step)) times.set(step, time);
          return [step, (times.get(step) ?? 0) + 0, value + 0];
        }),
      ];
    }),
  );
}

function isLater(a: { time: number; value: number }, b: { time: number; value: number }): boolean {
  if (a.time !== b.time) return a.time > b.time;
  return Number.isNaN(a.value) || a.value >= b.value;
}

/** What begins like a key of the SDK’s own is renamed. */
function targetKey(key: string): string {
  return key === '' ? 'own' : key.replace(/^_/, 'own_').replace(/^system(?=[./])/, 'own_system');
}

function textOf(context: ReadSeries['context']): string {
  const members = Object.entries(context ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([key, value]) => `/${key}:${typeof value === 'string' ? value : JSON.stringify(value)}`).join('');
}
