import type { Projection, KeySelection } from '../../src/contract/projection.ts';
import { pageInfo, versionFields } from './artifacts/documents.ts';
import { copyKey } from './bookkeeping.ts';
import type { ProjectKey, RunKey } from './ids.ts';
import type { GraphqlRequest, Lacks } from './send.ts';

// Documents are data: selections are put together for what is asked, less what the server was seen to lack.

/** What of runs is asked, as selections and the variables that they name. */
export interface RunFieldsAsked {
  readonly config: KeysAsked;
  readonly summary: KeysAsked;
  readonly systemMetrics: boolean;
  readonly historyKeys: boolean;
  /** Keys of metrics in question, where these are not all and the catalogue of what was logged is not asked for. */
  readonly metricKeys: readonly string[];
  readonly provenance: boolean;
  readonly native: boolean;
  readonly notes: boolean;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** All keys, none, or these ones of the top level. */
export type KeysAsked = 'all' | 'none' | readonly string[];

/** The bookkeeping of the SDK within a config: the machine, the code, and which metrics are summed up in another way. */
export const bookkeepingKey = '_wandb';

/** Fewest fields for a projection. Text of notes, configs and summaries is what makes answers large. */
export function fieldsFor({ params, metrics, parts }: Projection): RunFieldsAsked {
  const native = parts.includes('native');
  const provenance = parts.includes('provenance');
  const asksMetrics = asksAny(metrics);
  const bookkeeping = asksMetrics || provenance || native ? [bookkeepingKey, copyKey] : [];
  const config = native ? 'all' : keysFor(params, bookkeeping);
  const summary = native ? 'all' : keysFor(metrics, asksMetrics ? ['_step'] : []);
  const open = native || metrics.all || metrics.prefixes.length > 0;
  return {
    config,
    summary,
    systemMetrics: open || metrics.keys.some(isOfMachine),
    historyKeys: open,
    metricKeys: open ? [] : metrics.keys.filter((key) => !isOfMachine(key)),
    provenance,
    native,
    notes: parts.includes('notes'),
    variables: {
      ...(typeof config === 'string' ? {} : { ck: config }),
      ...(typeof summary === 'string' ? {} : { sk: summary }),
    },
  };
}

function isOfMachine(key: string): boolean {
  return /^system[./]/.test(key);
}

/** What a run used or made, by one request in each direction, as the SDK asks for it. */
export const linksPerCall = 100;

function asksAny({ all, keys, prefixes }: KeySelection): boolean {
  return all || keys.length > 0 || prefixes.length > 0;
}

function keysFor({ all, keys, prefixes }: KeySelection, more: readonly string[]): KeysAsked {
  if (all || prefixes.length > 0) return 'all';
  const names = [...new Set([...keys.flatMap(topLevels), ...more])];
  return names.length === 0 ? 'none' : names;
}

/** Where a key with dots may lie: `a.b.c` in `a`, in `a.b` or by itself. */
function topLevels(key: string): readonly string[] {
  const parts = key.split('.');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('.'));
}

function fieldsOfRun(asked: RunFieldsAsked, lacks: Lacks): string {
  const optional = (field: string, selection = field): string => (lacks(`Run.${field}`) ? '' : selection);
  const keyed = (field: string, keys: KeysAsked, variable: string): string => {
    if (keys === 'none') return '';
    return keys === 'all' || lacks(`Run.${field}(keys)`) ? field : `${field}(keys: $${variable})`;
  };
  return [
    'name displayName state tags group jobType createdAt heartbeatAt user { username }',
    asked.notes ? 'notes' : '',
    keyed('config', asked.config, 'ck'),
    keyed('summaryMetrics', asked.summary, 'sk'),
    asked.systemMetrics ? 'systemMetrics' : '',
    asked.historyKeys ? 'historyKeys' : '',
    asked.provenance || asked.native
      ? `commit ${optional('host')} ${optional('runInfo', 'runInfo { gpu gpuCount }')}`
      : '',
    asked.provenance
      ? `inputArtifacts(first: ${linksPerCall}) { edges { node { ${versionFields(lacks)} } } ${pageInfo} }`
      : '',
    asked.native ? `id sweepName description historyLineCount ${optional('computeSeconds')}` : '',
  ].join(' ');
}

export function runsSelection(asked: RunFieldsAsked, lacks: Lacks): string {
  return `runCount(filters: $f) runs(first: $n, after: $c, filters: $f, order: $o) {
    edges { cursor node { ${fieldsOfRun(asked, lacks)} } } pageInfo { endCursor hasNextPage } }`;
}

export function runSelection(asked: RunFieldsAsked, lacks: Lacks): string {
  return `run(name: $r) { ${fieldsOfRun(asked, lacks)} }`;
}

/** What of one run's history is asked. */
export interface HistoryAsked {
  readonly run: RunKey;
  readonly kind: keyof typeof historyParts;
  readonly variables: Readonly<Record<string, unknown>>;
}

const historyParts = {
  whole: 'historyLineCount parquetHistory(liveKeys: $k) { parquetUrls liveData }',
  sampled: 'historyLineCount historyKeys historyTail sampledHistory(specs: $s)',
  windows: 'sampledHistory(specs: $s)',
  keys: 'historyKeys',
  page: 'history(minStep: $from, maxStep: $to, samples: $rows)',
  events: 'eventsLineCount events(samples: $rows)',
} as const;

export function historySelection(asked: HistoryAsked | undefined, lacks: Lacks): string {
  if (asked === undefined) return '__typename';
  const fields = historyParts[asked.kind];
  return `run(name: $r) { ${lacks('Run.historyTail') ? fields.replace('historyTail', '') : fields} }`;
}

const types: Readonly<Record<string, string>> = {
  n: 'Int',
  c: 'String',
  f: 'JSONString',
  o: 'String',
  r: 'String!',
  ck: '[String!]',
  sk: '[String!]',
  k: '[String!]!',
  s: '[JSONString!]!',
  from: 'Int64',
  to: 'Int64',
  rows: 'Int',
  m: 'Int',
  a: 'String!',
  v: 'String!',
  path: '[String!]',
};

/**
 * One document about many projects: `p0`, `p1` and so on. A selection speaks of `$n`; what is a variable of its part
 * gets a number, what all parts share has none.
 */
export function batchDocument(
  what: string,
  parts: readonly { readonly project: ProjectKey; readonly variables: Readonly<Record<string, unknown>> }[],
  selection: (lacks: Lacks, index: number) => string,
  shared: Readonly<Record<string, unknown>>,
): GraphqlRequest {
  const variables: Record<string, unknown> = {};
  parts.forEach(({ project, variables: own }, index) => {
    variables[`pe${index}`] = project.entity;
    variables[`pp${index}`] = project.project;
    for (const [name, value] of Object.entries(own)) variables[`${name}${index}`] = value;
  });
  return {
    what,
    variables: { ...variables, ...shared },
    document(lacks) {
      const bodies = parts.map(({ variables: own }, index) => {
        const text = selection(lacks, index).replace(/\$(\w+)/g, (whole, name: string) =>
          name in own ? `${whole}${index}` : whole,
        );
        return `p${index}: project(name: $pp${index}, entityName: $pe${index}) { ${text} }`;
      });
      const body = bodies.join('\n');
      const used = new Set(Array.from(body.matchAll(/\$(\w+)/g), ([, name = '']) => name));
      const declared = [...used].map((name) => `$${name}: ${typeOf(name)}`);
      return `query ${what}(${declared.join(', ')}) {\n${body}\n}`;
    },
  };
}

function typeOf(variable: string): string {
  return types[variable.replace(/\d+$/, '')] ?? 'String';
}
