import { pythonStr } from '../../../adapters/mlflow/emulator/python-text.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';

// What MLflow cannot store, declared once: the oracle is told, and so is whoever fills a real server.

/** Params and metrics by other keys are refused: letters, digits, _ / . - : and blanks, and a clean path. */
export function isStorableKey(key: string): boolean {
  return /^[\p{L}\p{N}_/.\- :]*$/u.test(key) && key !== '' && cleanPath(key) === key;
}

function cleanPath(key: string): string {
  const parts = key.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? '' : parts.join('/');
}

/** A run as MLflow keeps it. */
export function keepOnMlflow(run: SampleRun): SampleRun {
  const kept = keepOnFastTrackMl(run);
  return { ...kept, metrics: kept.metrics.filter(({ context }) => Object.keys(context).length === 0) };
}

/** FastTrackML keeps contexts of metrics, too. */
export function keepOnFastTrackMl(run: SampleRun): SampleRun {
  return {
    ...run,
    group: null,
    jobType: null,
    tags: run.tags.map(({ key, value }) => ({ key, value: value ?? '' })),
    params: run.params
      .filter(({ key }) => isStorableKey(key))
      .map(({ key, value }) => ({ key, value: pythonStr(value) })),
    metrics: run.metrics
      .filter(({ key }) => isStorableKey(key))
      .map((metric) => ({ ...metric, points: metric.points.map((point) => ({ ...point, value: clip(point.value) })) })),
  };
}

/** The second generation has no logged models: a model lies among the files of the run that made it. */
export function keepOnMlflow2(run: SampleRun): SampleRun {
  const kept = keepOnMlflow(run);
  const own = kept.models.flatMap(({ name, files }) =>
    files.map(({ path, content }) => ({ path: `${name}/${path}`, content })),
  );
  return { ...kept, files: [...kept.files, ...own], usedModels: [] };
}

/** The largest doubles are what SQL keeps the infinities as, so that they cannot be told from them. */
function clip(value: number): number {
  return Math.abs(value) === Number.MAX_VALUE ? Math.sign(value) * Infinity : value;
}
