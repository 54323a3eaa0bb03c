import type { ResolveTree } from 'graphql-parse-resolve-info';
import { allKeys, emptyProjection, type KeySelection, type Projection } from '../contract/projection.ts';
import { computeNeeds } from '../core/compute/compute-needs.ts';
import type { RunResolvers } from '../generated/resolvers.ts';

type Arguments = ResolveTree['args'];
type RunFieldName = Exclude<keyof RunResolvers, '__isTypeOf'>;

const nothing = (): Projection => emptyProjection;
const withProvenance = (): Projection => ({ ...emptyProjection, params: allKeys, parts: ['provenance'] });

/** What each field of Run reads of a run beside its plain fields. A new field does not compile until it is here. */
const needs: Readonly<Record<RunFieldName, (args: Arguments) => Projection>> = {
  id: nothing,
  ref: nothing,
  nativeId: nothing,
  source: nothing,
  project: nothing,
  name: nothing,
  url: nothing,
  status: nothing,
  nativeStatus: nothing,
  startedAt: nothing,
  endedAt: nothing,
  durationMs: nothing,
  user: nothing,
  notes: () => ({ ...emptyProjection, parts: ['notes'] }),
  group: nothing,
  jobType: nothing,
  archived: nothing,
  asOf: nothing,
  tags: (args) => ({ ...emptyProjection, tags: selectionOf(args) }),
  params: (args) => ({ ...emptyProjection, params: selectionOf(args) }),
  param: ({ key }) => ({ ...emptyProjection, params: oneKey(key) }),
  metrics: (args) => ({ ...emptyProjection, metrics: selectionOf(args) }),
  metric: ({ key }) => ({ ...emptyProjection, metrics: oneKey(key) }),
  parent: nothing,
  children: nothing,
  used: nothing,
  produced: nothing,
  provenance: withProvenance,
  reproducibility: withProvenance,
  nameParts: nothing,
  compute: () => computeNeeds,
  native: () => ({ ...emptyProjection, parts: ['native'] }),
};

export function needsOfRunField({ name, args }: ResolveTree): Projection {
  return isRunField(name) ? needs[name](args) : emptyProjection;
}

function isRunField(name: string): name is RunFieldName {
  return Object.hasOwn(needs, name);
}

const computed = ['GPU_HOURS', 'COST', 'ENERGY_KWH', 'CO2E_KG'];

/** What a `RunValue` reads of a run. It was not checked yet. */
export function needsOfRunValue({ param, tag, metric, field }: Readonly<Record<string, unknown>>): Projection {
  const metricKey = typeof metric === 'object' && metric !== null && 'key' in metric ? metric.key : undefined;
  return {
    params: typeof param === 'string' ? oneKey(param) : emptyProjection.params,
    tags: typeof tag === 'string' ? oneKey(tag) : emptyProjection.tags,
    metrics: metricKey === undefined ? emptyProjection.metrics : oneKey(metricKey),
    parts: field === 'NOTES' ? ['notes'] : [],
    ...(typeof field === 'string' && computed.includes(field) ? computeNeeds : {}),
  };
}

/** What a `MetricSelector` reads of a run. It was not checked yet. */
export function needsOfSelector({ key, prefix }: Readonly<Record<string, unknown>>): Projection {
  const metrics = prefix === true ? { all: false, keys: [], prefixes: [String(key)] } : oneKey(key);
  return { ...emptyProjection, metrics };
}

/** What all columns of a kind read of a run. */
export function needsOfAllColumns(all: unknown): Projection {
  return {
    ...emptyProjection,
    ...(all === 'PARAMS' && { params: allKeys }),
    ...(all === 'METRICS' && { metrics: allKeys }),
    ...(all === 'TAGS' && { tags: allKeys }),
  };
}

/** Where both arguments are given both must hold, and the keys alone are enough for that. */
export function selectionOf({ keys, prefix }: Arguments): KeySelection {
  if (Array.isArray(keys)) return { all: false, keys: keys.map(String), prefixes: [] };
  if (typeof prefix === 'string') return { all: false, keys: [], prefixes: [prefix] };
  return allKeys;
}

function oneKey(key: unknown): KeySelection {
  return { all: false, keys: [String(key)], prefixes: [] };
}
