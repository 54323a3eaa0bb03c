import type { SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { withDates } from '../../support/with-dates.ts';

// What Aim cannot store, declared once: the oracle is told, and so is whoever fills a server.

/** A run as Aim keeps it: times as dates, labels for tags, no people, groups or families, and of its end only that it came. */
export function keepOnAim(run: SampleRun): SampleRun {
  return {
    ...withDates(run),
    status: run.endedAt === null ? 'RUNNING' : 'FINISHED',
    user: null,
    notes: run.notes === '' ? null : run.notes,
    group: null,
    jobType: null,
    parent: null,
    tags: run.tags.map(({ key }) => ({ key, value: null })),
    metrics: run.metrics.map(keepMetric),
    datasets: [],
  };
}

/** A step has one point, the latest, and what comes over the wire has steps as doubles. */
function keepMetric(metric: SampleMetric): SampleMetric {
  const byStep = new Map(metric.points.map((point) => [point.step, point]));
  const points = [...byStep.values()].filter(({ step }) => Number.isSafeInteger(Number(step)));
  return { ...metric, points };
}
