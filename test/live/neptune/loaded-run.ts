import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { isList, type Value } from '../../../src/contract/value.ts';
import { byText, keyWith, pythonText, type Seen } from '../mlflow/moved-run.ts';
import type { ReadSeries } from '../support/read-all-series.ts';

// What neptune-exporter's loader makes of a run of an archive in MLflow, worked out from what the archive was made from.
// All that differs from the source is a loss of the loader, and is said where it is computed.

/** What MLflow's own client read of a loaded run. */
export function toldOf({ name, status, end, stage, tags, params, series }: Seen) {
  const own = Object.entries(params).filter(([key]) => !/^(sys|rungraph)\//.test(key));
  return {
    name,
    status,
    hasEnded: end !== null,
    stage,
    labels: params['sys/tags'] ?? null,
    owner: params['sys/owner'] ?? null,
    notes: params['sys/description'] ?? null,
    tags: Object.keys(tags).filter((key) => !/^mlflow\.(user|source\.|runName$)/.test(key)),
    params: Object.fromEntries(own),
    series,
  };
}

export function loadedOf(run: Run, name: string, series: readonly ReadSeries[]) {
  if (isRungraphError(run.tags) || isRungraphError(run.params)) throw new Error('unread');
  const labels = run.tags.map(({ key, value }) => (value === null ? key : `${key}=${value}`));
  return {
    name,
    // Whatever the run was, it has ended well and is not deleted; it starts and ends when it is loaded.
    status: 'FINISHED',
    hasEnded: true,
    stage: 'active',
    // Tags, users and notes are params, and nothing says what the parent was.
    labels: labels.length === 0 ? null : [...new Set(labels)].sort().join(','),
    owner: run.user,
    notes: run.notes === '' ? null : run.notes,
    tags: [],
    params: Object.fromEntries(
      run.params.flatMap(({ nativeKey, value }) => {
        const text = textOf(value);
        return text === null ? [] : [[cleaned(nativeKey), Array.from(text).slice(0, 6000).join('')] as const];
      }),
    ),
    series: seriesOf(series),
  };
}

/** Other characters than these become `_`, so that keys may meet. */
function cleaned(path: string): string {
  return path.replace(/[^a-zA-Z0-9_\-.\s/]/gu, '_').slice(0, 250);
}

/** Integers are read as doubles, booleans are Python's, sets are joined by commas, and a NaN is dropped. */
function textOf(value: Value): string | null {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? doubleText(Number(value)) : String(value);
  if (typeof value === 'number') return Number.isNaN(value) ? null : doubleText(value);
  if (isList(value) && isSet(value)) return value.join(',');
  return JSON.stringify(value);
}

function isSet(list: readonly unknown[]): boolean {
  return (
    list.length > 0 && list.every((item, at) => typeof item === 'string' && (at === 0 || String(list[at - 1]) < item))
  );
}

function doubleText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isFinite(value) ? pythonText(value) : value > 0 ? 'inf' : '-inf';
}

/** Steps that the exporter's column holds: beyond, and finer, they are in a column of ours that the loader passes over. */
const mostSteps = 1e12;

function seriesOf(all: readonly ReadSeries[]): Readonly<Record<string, readonly (readonly string[])[]>> {
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const { metric, context, points } of all) {
    const key = cleaned(keyWith(metric, context));
    points.values.forEach((value, at) => {
      const step = Number(points.steps[at]);
      // Points that are not a number are dropped, and so are steps that the column does not hold.
      if (Number.isNaN(value) || Math.abs(step) >= mostSteps) return;
      // Of a step between two the lower one stays, and a time goes by way of seconds as a double.
      const time = Math.trunc(((points.timestamps[at] ?? Number.NaN) / 1000) * 1000);
      const row = [Math.trunc(step) + 0, time, pythonText(value)].map(String);
      const rows = found.get(key) ?? new Map<string, readonly string[]>();
      found.set(key, rows.set(row.join(), row));
    });
  }
  return Object.fromEntries([...found].map(([key, rows]) => [key, [...rows.values()].sort(byText)]));
}
