import { canonicalJson } from '../../../../src/contract/canonical-json.ts';
import type { Sent } from '../encode-tree.ts';
import { Float } from '../encode-tree.ts';
import type { StoredMetric, StoredRun } from '../world.ts';
import { isDict, missing, textOf, type Objects, type PythonValue } from './python-values.ts';

/** The name `run` in a query. What is no attribute of a run is a param. */
export function runView(run: StoredRun): Objects {
  const attributes: Readonly<Record<string, () => PythonValue>> = {
    hash: () => run.hash,
    name: () => run.name,
    description: () => run.description,
    experiment: () => run.experiment.name,
    tags: () => run.tags,
    notes: () => [],
    archived: () => run.archived,
    active: () => !run.endTime,
    creation_time: () => run.creationTime,
    end_time: () => run.endTime,
    duration: () => (run.endTime ?? Date.now() / 1000) - run.creationTime,
    metrics: () => metricsView(run.metrics),
  };
  const item = (path: readonly PythonValue[]): PythonValue => paramAt(run.params, path);
  return { attribute: (name) => attributes[name]?.() ?? (name in attributes ? null : item([name])), item };
}

/** The name `metric` in a query of search/metric. */
export function metricView(metric: StoredMetric): Objects {
  const summary = summaryView(metric);
  return {
    attribute: (name) => {
      if (name === 'name') return metric.name;
      return name === 'context' ? toPython(metric.context) : summary.attribute(name);
    },
    item: () => missing,
  };
}

/** `run.metrics["name", {context}]`: without a context, that of the empty one. */
function metricsView(metrics: readonly StoredMetric[]): Objects {
  return {
    attribute: () => missing,
    item([name, context = new Map()]) {
      const wanted = canonicalJson(plain(context));
      const found = metrics.find((metric) => metric.name === name && canonicalJson(metric.context) === wanted);
      return found === undefined ? missing : summaryView(found);
    },
  };
}

function summaryView({ summary }: StoredMetric): Objects {
  const values: Readonly<Record<string, PythonValue | undefined>> = {
    dtype: 'float',
    version: 2,
    first: summary.first,
    first_step: summary.firstStep,
    last: summary.last,
    last_step: summary.lastStep,
    min: summary.min,
    max: summary.max,
  };
  return { attribute: (name) => values[name] ?? missing, item: () => missing };
}

function paramAt(params: Sent, path: readonly PythonValue[]): PythonValue {
  let at: Sent | undefined = params;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || at instanceof Uint8Array || at instanceof Float) return missing;
    at = new Map<string, Sent>(Object.entries(at)).get(textOf(key));
  }
  return at === undefined ? missing : toPython(at);
}

function toPython(value: Sent): PythonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Float) return value.value;
  if (value instanceof Uint8Array) return missing;
  if (isList(value)) return value.map(toPython);
  return new Map(Object.entries(value).map(([key, item]) => [key, toPython(item)]));
}

function isList(value: Sent): value is readonly Sent[] {
  return Array.isArray(value);
}

function plain(value: PythonValue): unknown {
  return isDict(value) ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)])) : value;
}
