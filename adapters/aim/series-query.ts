import type { SeriesRequest } from '../../src/contract/series.ts';
import type { Json, MetricContext } from '../../src/contract/value.ts';
import { archivedTest } from './to-native-filter.ts';
import { toLiteral } from './to-literal.ts';

/**
 * AimQL for the metrics asked for of runs. The runs are named in a part of their own, which is evaluated before any
 * metric is opened; runs that are asked the same share their list of metrics.
 */
export function seriesQuery(asked: readonly (readonly [hash: string, requests: readonly SeriesRequest[]])[]): string {
  const groups = new Map<string, string[]>();
  for (const [hash, requests] of asked) {
    const test = metricsTest(requests);
    const group = groups.get(test);
    if (group === undefined) groups.set(test, [hash]);
    else group.push(hash);
  }
  const all = asked.map(([hash]) => hash);
  const chosen = `${archivedTest('INCLUDE')} and run.hash in ${toLiteral(all)}`;
  const tests = [...groups].map(([test, hashes]) => {
    return hashes.length === all.length ? test : `run.hash in ${toLiteral(hashes)} and ${test}`;
  });
  return `${chosen} and (${tests.join(' or ')})`;
}

function metricsTest(requests: readonly SeriesRequest[]): string {
  const tests = requests.map(({ metric, context }) => {
    const name = `metric.name == ${toLiteral(metric)}`;
    return isComparable(context ?? {}) ? `${name} and metric.context == ${toLiteral(context ?? {})}` : name;
  });
  return `(${[...new Set(tests)].sort().join(' or ')})`;
}

/** A NaN equals nothing, and integers as keys came as text: such contexts are told apart when they are here. */
function isComparable(context: MetricContext): boolean {
  const plain = (json: Json): boolean => {
    if (typeof json === 'number') return !Number.isNaN(json);
    if (typeof json !== 'object' || json === null) return true;
    return Object.entries(json).every(([key, item]) => (Array.isArray(json) || !/^-?\d*$/.test(key)) && plain(item));
  };
  return plain(context);
}
