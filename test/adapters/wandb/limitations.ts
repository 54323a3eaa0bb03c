import type { Num } from '../../../src/contract/value.ts';
import type { SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { withDates } from '../../support/with-dates.ts';

// What W&B cannot store, declared once: the oracle is told, and so is whoever fills a server.

/** A run as W&B keeps it: times as dates, labels for tags, no families and no contexts. What is archived elsewhere is gone here. */
export function keepOnWandb(run: SampleRun): SampleRun | null {
  if (run.archived) return null;
  return {
    ...withDates(run),
    parent: null,
    tags: run.tags.map(({ key }) => ({ key, value: null })),
    metrics: keepMetrics(run.metrics),
  };
}

/**
 * History is rows, one a step, with one time: the last point of a step counts, and the time is that of whichever metric
 * came first. Steps count upwards from 0 and are doubles somewhere on the way.
 */
function keepMetrics(metrics: readonly SampleMetric[]): readonly SampleMetric[] {
  const times = new Map<Num, number>();
  const plain = metrics.filter(({ context }) => Object.keys(context).length === 0);
  const kept = plain.map((metric) => {
    const points = new Map<Num, SampleMetric['points'][number]>();
    for (const point of metric.points) {
      if (!Number.isSafeInteger(Number(point.step)) || point.step < 0) continue;
      const timestamp = times.get(point.step) ?? point.timestamp;
      times.set(point.step, timestamp);
      points.set(point.step, { ...point, timestamp });
    }
    return { ...metric, points: [...points.values()] };
  });
  return kept.filter(({ points }) => points.length > 0);
}
