import type { Value } from '../../../src/contract/value.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { withDates } from '../../support/with-dates.ts';

// What an export of Neptune cannot hold, declared once: the oracle is told, and so is whoever writes an archive.

/** Steps are decimals of 18 digits, six of them behind the point. */
const stepLimit = 10 ** 12;

/**
 * A run as an export has it. No state but failed, no groups and no nesting; tags are labels; series have no contexts;
 * lists are sets of texts, or text. A NaN param of 3.x is taken for a phantom.
 */
export function keepOnNeptune(run: SampleRun, line: '2.x' | '3.x'): SampleRun {
  return {
    ...run,
    status: run.status === 'FAILED' ? 'FAILED' : 'FINISHED',
    group: null,
    jobType: null,
    parent: null,
    // Paths are attributes, in which a backslash would be a slash on Windows.
    files: run.files.map(({ path, content }) => ({ path: path.replaceAll('\\', '_'), content })),
    tags: run.tags.map(({ key }) => ({ key, value: null })),
    params: run.params
      .map(({ key, value }) => ({ key, value: keepValue(value) }))
      .filter(({ value }) => value !== null && (line === '2.x' || !Number.isNaN(value))),
    metrics: run.metrics.filter(
      ({ context, points }) =>
        Object.keys(context).length === 0 && points.every(({ step }) => step < stepLimit && step > -stepLimit),
    ),
    datasets: line === '3.x' ? [] : run.datasets.map((dataset) => ({ ...dataset, digest: hashOf(dataset.name) })),
  };
}

/**
 * A run as a live server has it. States are known, NaN too; steps only grow, in 3.x from 0 on; and a path has one type.
 */
export function keepOnServer(run: SampleRun, line: '2.x' | '3.x'): SampleRun {
  const kept = keepOnNeptune(withDates(run), '2.x');
  const metrics = kept.metrics
    .map((metric) => ({ ...metric, points: growing(metric.points).filter(({ step }) => line === '2.x' || step >= 0) }))
    .filter(({ points }) => points.length > 0);
  const taken = new Set(metrics.map(({ key }) => key));
  const running = run.status === 'RUNNING';
  return {
    ...kept,
    status: running ? 'RUNNING' : kept.status,
    endedAt: running ? null : kept.endedAt,
    params: kept.params.filter(({ key }) => !taken.has(key)),
    metrics,
    datasets: line === '2.x' ? kept.datasets : [],
  };
}

function growing(points: SampleRun['metrics'][number]['points']): SampleRun['metrics'][number]['points'] {
  let last = -Infinity;
  return points.filter(({ step }) => {
    const grows = Number(step) > last;
    if (grows) last = Number(step);
    return grows;
  });
}

/**
 * What the client's own FileHasher (neptune 1.14.0, `get_artifact_hash_without_metadata`) makes of one file on S3 of that
 * name, without a size, whose hash is the digest of the canonical data set.
 */
const hashes: Readonly<Record<string, string>> = {
  digits: 'c1cd3fddae579e3a10d0c96a352d5af557c1b7aa78ecef9af1f73e3e79f9a941',
  'held out': '2acd1d6d1412599cdbccdc9eafa10115e6fcb55adf506ef338a5034c46db0ac6',
  Numbered: '1e89bc16b0f6cc1f6467d70cbbc9579f426fb11b47d0d21023d6f2e22c2435f2',
};

function hashOf(name: string): string {
  const known = hashes[name];
  if (known === undefined) throw new Error(`nobody computed the hash of ${name}`);
  return known;
}

function keepValue(value: Value): Value {
  if (!Array.isArray(value)) return value;
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? [...new Set(texts)].sort() : JSON.stringify(value);
}
