import type { Provenance } from '../../src/contract/provenance.ts';
import type { Metric, Param, Run, Tag } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import type { Value } from '../../src/contract/value.ts';

/** A run of a project `p` with nothing in it that the test does not name. */
export function run(nativeId: string, parts: Partial<Run> = {}): Run {
  return {
    nativeId,
    projectId: 'p',
    name: null,
    url: null,
    status: 'FINISHED',
    nativeStatus: null,
    startedAt: null,
    endedAt: null,
    user: null,
    notes: null,
    group: null,
    jobType: null,
    archived: false,
    parentId: null,
    tags: [],
    params: [],
    metrics: [],
    ...parts,
  };
}

export function param(key: string, value: Value, text: string | null = null): Param {
  return { key, nativeKey: key, value, text };
}

export function metric(key: string, last: number, more: Partial<Metric> = {}): Metric {
  return { key, nativeKey: key, context: null, last, ...more };
}

/** A series of one point, at step 0; its time is its value. */
export function onePoint(value: number): Series {
  const one = Float64Array.from([value]);
  return { steps: Float64Array.from([0]), values: one, timestamps: one, totalPoints: 1, complete: true };
}

export function tag(key: string, value: string | null): Tag {
  return { key, value };
}

/** How a run was made, with nothing recorded that the test does not name. */
export function provenance(parts: Partial<Provenance> = {}): Provenance {
  return {
    git: null,
    entryPoint: null,
    command: null,
    arguments: null,
    host: null,
    os: null,
    pythonVersion: null,
    packages: null,
    gpus: null,
    cuda: null,
    containerImage: null,
    datasets: [],
    ...parts,
  };
}
