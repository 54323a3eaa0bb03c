import type { Value } from '../../contract/value.ts';
import type { SampleMetric, SampleRun } from './sample-data.ts';

/** Numbers between 0 and 1 that are the same every time (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How a metric moves from its first value towards its last. */
export interface Curve {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly noise: number;
}

/** A metric that approaches its end exponentially, with a point every step. */
export function drawCurve(
  curve: Curve,
  points: number,
  startedAt: number,
  stepMs: number,
  random: () => number,
): SampleMetric {
  const drawn = Array.from({ length: points }, (_point, step) => {
    const progress = 1 - Math.exp((-4 * (step + 1)) / points);
    const value = curve.from + (curve.to - curve.from) * progress + (random() - 0.5) * curve.noise;
    return { step, value: Number(value.toPrecision(6)), timestamp: startedAt + (step + 1) * stepMs };
  });
  return { key: curve.key, context: {}, points: drawn };
}

/** A run with nothing in it that the caller did not put there. */
export function plainRun(
  run: Pick<SampleRun, 'key' | 'project' | 'name' | 'startedAt'> & Partial<SampleRun>,
): SampleRun {
  return {
    status: 'FINISHED',
    endedAt: null,
    user: null,
    notes: null,
    group: null,
    jobType: null,
    archived: false,
    parent: null,
    tags: [],
    params: [],
    metrics: [],
    git: null,
    entryPoint: null,
    datasets: [],
    files: [],
    models: [],
    usedModels: [],
    ...run,
  };
}

export function toParams(values: Readonly<Record<string, Value>>): SampleRun['params'] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

export function toTags(values: Readonly<Record<string, string>>): SampleRun['tags'] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}
