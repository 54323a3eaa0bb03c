import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Random } from '../random/random.ts';
import { createRandom, seedOf } from '../random/random.ts';
import { durationsMs, startOfSlot } from './clock.ts';
import { ordinaryMetrics } from './ordinary-metrics.ts';
import { ordinaryProvenance } from './ordinary-provenance.ts';
import { projectsWithRuns } from './projects.ts';

/** A run that has nothing special in it but plenty that ties with other runs, and gaps. Its key decides all of it. */
export function ordinaryRun(key: string): SampleRun {
  const random = createRandom(seedOf(key));
  const startedAt = startOfSlot(random.integer(0, 23));
  return {
    key,
    project: random.pick(projectsWithRuns),
    name: random.pick(['baseline', 'Baseline', 'sweep', 'ablation', 'final', 'final 2']),
    status: random.pick(['FINISHED', 'FINISHED', 'FINISHED', 'FAILED', 'KILLED']),
    startedAt,
    endedAt: startedAt + random.pick(durationsMs),
    user: random.pick(['ada', 'Grace', 'émile', null]),
    notes: random.pick([null, null, 'looks good', 'Looks good', '']),
    group: random.pick(['sweep-1', 'sweep-2', null]),
    jobType: random.pick(['train', 'eval', null]),
    archived: false,
    parent: null,
    tags: ordinaryTags(random),
    params: ordinaryParams(random),
    metrics: ordinaryMetrics(random, startedAt),
    ...ordinaryProvenance(random),
  };
}

function ordinaryTags(random: Random): SampleRun['tags'] {
  return [
    ...maybe(random, 0.8, { key: 'team', value: random.pick(['red', 'Red', 'blue', 'élan', 'Élan']) }),
    ...maybe(random, 0.7, { key: 'stage', value: random.pick(['dev', 'prod', '10', '9', '', null]) }),
    ...maybe(random, 0.3, { key: 'keep', value: null }),
  ];
}

function ordinaryParams(random: Random): SampleRun['params'] {
  return [
    ...maybe(random, 0.85, { key: 'lr', value: random.pick([0.1, 0.01, 0.001, 1e-7, 3]) }),
    ...maybe(random, 0.85, { key: 'optimizer', value: random.pick(['adam', 'sgd', 'AdamW']) }),
    ...maybe(random, 0.75, { key: 'layers', value: random.pick([2, 9, 10]) }),
    ...maybe(random, 0.7, { key: 'amp', value: random.pick([true, false, 'True']) }),
    ...maybe(random, 0.5, { key: 'betas', value: random.pick([[0.9, 0.999], [0.9, 0.95], [0.95]]) }),
  ];
}

function maybe<T>(random: Random, probability: number, thing: T): readonly T[] {
  return random.chance(probability) ? [thing] : [];
}
