import type { AnyTracker } from '../src/contract/tracker.ts';
import { configSchema, sourceSchema, type JsonSchema } from '../src/config/json-schema.ts';
import { commonSettings } from '../src/config/settings.ts';

/** One key of a config, as a row of the page. */
interface Row {
  readonly key: string;
  readonly values: string;
  readonly otherwise: string;
  readonly says: string;
}

const intro = `# Every key of the config

Made from the config's schema by \`npm run codegen\`. \`rungraph.schema.json\` says the same to editors: begin a config with
\`# yaml-language-server: $schema=./node_modules/rungraph/rungraph.schema.json\`.

Any text may hold \`\${NAME}\` or \`\${NAME:-otherwise}\`, which comes from the environment; \`$\${\` is a plain \`\${\`. Files and
folders are relative to the config. Times are in milliseconds.`;

const stopping = `## How it stops

On SIGTERM \`/health/ready\` turns 503 at once. For \`drainMs\` requests are taken as before: a balancer, or the endpoints of
Kubernetes, learn within a few seconds that this replica goes, and nobody is refused meanwhile. Then no connection is
taken any more, and what is under way gets \`graceMs\`. Both together are 25 s when left out, less than the 30 s after
which Kubernetes and others kill a process. Ctrl-C (SIGINT) does not wait for \`drainMs\`; a second signal ends the process
at once.`;

const open = `[Who may ask](access.md) says what keys, tokens and scopes are.

Pages of other sites may not ask the gateway, whatever their visitors may: browsers say which site a request comes from,
and the gateway refuses what comes from another one. \`cors: [https://dash.example.com]\` lets pages of these origins ask
/graphql and read files, with the cookies of their visitors.`;

const comparing = `## Comparisons

Which keys mean the same, which way metrics are good, what machines cost, and what runs are to have. Beside \`sources\`, each by itself:

\`\`\`yaml
keys:
  metrics: { val_acc: ['val/acc', eval.accuracy, { source: prod-mlflow, key: acc }] }
  params: { lr: [learning_rate, optimizer/lr] }
  tags: { stage: [phase] }
directions: { val_acc: MAXIMIZE, '*loss*': MINIMIZE }
compute:
  currency: EUR
  prices: [{ gpu: '*A100*', source: prod-mlflow, from: 2025-01-01, perGpuHour: 2.1 }]
  watts: [{ gpu: '*A100*', watts: 400 }]
  pue: 1.2
  gridKgPerKwh: 0.35
  keys: { gpuCount: [params.n_gpus] }
conventions:
  - projects: ['prod-mlflow/vision*', 'lab/*']
    name: '{model}_{dataset}_{experiment}_{seed}'
    require: { notes: true, tags: [stage], params: [lr], seed: true, git: true, diffWhenDirty: true }
sources: { prod-mlflow: { tracker: mlflow, url: 'https://mlflow.example.com' } }
\`\`\``;

/** docs/configuration.md: every key with its values, its default and what it does. Not formatted yet. */
export function renderConfigPage(trackers: readonly AnyTracker[]): string {
  const { properties = {} } = configSchema(trackers);
  const common = new Set(Object.keys(commonSettings.shape));
  const [any] = trackers.map(sourceSchema);
  const ofAll = pick(any, (key) => common.has(key) && key !== 'tracker');
  const own = trackers.map((tracker) => {
    const rows = rowsOf(pick(sourceSchema(tracker), (key) => !common.has(key)));
    return `## Sources of \`tracker: ${tracker.kind}\`\n\n${tracker.title}. [Its page](../adapters/${tracker.kind}/README.md) says more.\n\n${table(rows)}`;
  });
  return [
    intro,
    `## server\n\n${table(rowsOf(properties['server'] ?? {}))}`,
    stopping,
    `## auth\n\n${table(rowsOf(properties['auth'] ?? {}))}`,
    open,
    `## limits\n\n${table(rowsOf(properties['limits'] ?? {}))}`,
    `## exports\n\n${table(rowsOf(properties['exports'] ?? {}))}`,
    `## cache\n\n${table(rowsOf(properties['cache'] ?? {}))}`,
    comparing,
    table(
      rowsOf({
        properties: Object.fromEntries(
          ['keys', 'directions', 'compute', 'conventions'].map((key) => [key, properties[key] ?? {}]),
        ),
      }),
    ),
    `## Every source\n\nUnder \`sources\`, by an id of your choice, whatever its tracker.\n\n${table(rowsOf(ofAll))}`,
    ...own,
  ].join('\n\n');
}

function pick(schema: JsonSchema | undefined, wants: (key: string) => boolean): JsonSchema {
  return { properties: Object.fromEntries(Object.entries(schema?.properties ?? {}).filter(([key]) => wants(key))) };
}

function rowsOf(schema: JsonSchema, path: readonly string[] = []): readonly Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]): readonly Row[] => {
    const at = [...path, key];
    const branches = (member.oneOf ?? []).filter(({ properties }) => properties !== undefined);
    const each = [...path, `${key}[]`];
    const inner = [
      ...rowsOf(member, at),
      ...branches.flatMap((branch) => rowsOf(branch, at)),
      ...itemsOf(member).flatMap((item) => rowsOf(item, each)),
    ];
    const isGroup = inner.length > 0;
    const otherwise = isGroup || !('default' in member) ? '' : `\`${JSON.stringify(member['default'])}\``;
    const says = typeof member['description'] === 'string' ? member['description'] : '';
    return [{ key: at.join('.'), values: isGroup ? '' : valuesOf(member), otherwise, says }, ...inner];
  });
}

/** Groups of keys that a list holds. */
function itemsOf({ items, anyOf = [] }: JsonSchema): readonly JsonSchema[] {
  const own = isSchema(items) && items.properties !== undefined ? [items] : [];
  return [...own, ...anyOf.flatMap(itemsOf)];
}

/** What may be written. */
function valuesOf(schema: JsonSchema): string {
  const { type, enum: words, const: word, items, anyOf, minimum, maximum, exclusiveMinimum, format } = schema;
  if (typeof word === 'string') return `\`${word}\``;
  if (Array.isArray(words)) return words.map((one) => `\`${String(one)}\``).join(', ');
  if (anyOf !== undefined) return anyOf.map(valuesOf).join(', or ');
  if (type === 'boolean') return '`true`, `false`';
  if (type === 'array') return `a list: ${isSchema(items) ? valuesOf(items) : 'anything'}`;
  if (type === 'integer') return `${String(minimum)} to ${String(maximum)}`;
  if (type === 'number') {
    const least = typeof minimum !== 'number' ? `above ${String(exclusiveMinimum)}` : `from ${minimum}`;
    return `${least}, up to ${String(maximum)}`;
  }
  if (type === 'object') return 'a group of keys';
  if (schema['file'] === true) return 'a path';
  return format === 'uri' ? 'a URL' : 'text';
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function table(rows: readonly Row[]): string {
  const lines = once(rows).map(
    ({ key, values, otherwise, says }) => `| \`${key}\` | ${values} | ${otherwise} | ${cell(says)} |`,
  );
  return ['| key | values | left out | what it is |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** A key that several forms of a group have is one row. */
function once(rows: readonly Row[]): readonly Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    byKey.set(row.key, known === undefined ? row : { ...known, values: `${known.values}, ${row.values}` });
  }
  return [...byKey.values()];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\$\{(\w+)\}/g, '`${$1}`');
}
