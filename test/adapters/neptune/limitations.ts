import type { Value } from '../../../src/contract/value.ts';
import type { SampleRun } from '../../../src/kit/sample/sample-data.ts';

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
    tags: run.tags.map(({ key }) => ({ key, value: null })),
    params: run.params
      .map(({ key, value }) => ({ key, value: keepValue(value) }))
      .filter(({ value }) => value !== null && (line === '2.x' || !Number.isNaN(value))),
    metrics: run.metrics.filter(
      ({ context, points }) =>
        Object.keys(context).length === 0 && points.every(({ step }) => step < stepLimit && step > -stepLimit),
    ),
    datasets: [],
  };
}

function keepValue(value: Value): Value {
  if (!Array.isArray(value)) return value;
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? [...new Set(texts)].sort() : JSON.stringify(value);
}
