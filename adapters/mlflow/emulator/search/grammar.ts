import { invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import { pythonRepr } from '../python-text.ts';

export type Entity = 'metric' | 'parameter' | 'tag' | 'attribute' | 'dataset';

export interface Identifier {
  readonly entity: Entity;
  readonly key: string;
}

/** What a search lets one ask for. */
export interface Grammar {
  /** @throws MlflowFault where there is no such thing. */
  readonly identifier: (text: string, use: 'filter' | 'order') => Identifier;
  readonly numericAttributes: readonly string[];
  /** Attributes that a list may be compared with, and how the error says so. */
  readonly listAttributes: readonly string[];
  readonly listError: string;
  /** Why IS NULL is refused for an identifier; undefined where it is not. */
  readonly nullError: (identifier: Identifier) => string | undefined;
  /** How clauses that are not understood are told. */
  readonly quoteInvalid: (text: string) => string;
}

const aliases: Readonly<Record<string, Entity>> = {
  metric: 'metric',
  metrics: 'metric',
  parameter: 'parameter',
  parameters: 'parameter',
  param: 'parameter',
  params: 'parameter',
  tag: 'tag',
  tags: 'tag',
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  dataset: 'dataset',
  datasets: 'dataset',
};

const orderableRunAttributes = [
  'run_id',
  'run_name',
  'user_id',
  'status',
  'start_time',
  'end_time',
  'artifact_uri',
  'created',
  'Created',
];
const runAttributes = [...orderableRunAttributes, 'run name', 'Run name', 'Run Name'];
const datasetKeys = ['name', 'digest', 'context'];

export function runGrammar({ pythonLists }: Generation): Grammar {
  return {
    identifier(text, use) {
      const { prefix, key } = split(text);
      const entity = prefix === undefined ? 'attribute' : entityOf(prefix);
      const attributes = use === 'filter' ? runAttributes : orderableRunAttributes;
      if (entity === 'attribute') checkKnown('attribute', key, attributes);
      if (entity === 'dataset') checkKnown('dataset', key, datasetKeys);
      return { entity, key };
    },
    numericAttributes: ['start_time', 'end_time', 'created', 'Created'],
    listAttributes: ['run_id'],
    listError: pythonLists
      ? "Only ['run_id'] attributes support comparison with a list of quoted string values."
      : "Only the 'run_id' attribute supports comparison with a list of quoted string values.",
    nullError: ({ entity, key }) =>
      entity === 'tag' || entity === 'parameter'
        ? undefined
        : `IS NULL / IS NOT NULL is only supported for tags and params, not for '${entity}' '${key}'`,
    quoteInvalid: (text) => `'${text}'`,
  };
}

const experimentPrefixes = ['attribute', 'tag', 'tags'];

export function experimentGrammar({ strictIds, pythonLists }: Generation): Grammar {
  const times = ['creation_time', 'last_update_time'];
  return {
    identifier(text, use) {
      const { prefix, key } = split(text);
      if (prefix !== undefined && !experimentPrefixes.includes(prefix)) {
        throw invalid(`Invalid entity type '${prefix}'. Valid entity types are ('attribute', 'tag', 'tags')`);
      }
      const entity = prefix === undefined ? 'attribute' : entityOf(prefix);
      const attributes = ['name', ...times, ...(strictIds || use === 'order' ? ['experiment_id'] : [])];
      if (entity === 'attribute') checkKnown('attribute', key, attributes);
      return { entity, key };
    },
    numericAttributes: times,
    listAttributes: strictIds ? ['experiment_id'] : ['run_id'],
    listError: pythonLists
      ? "Only ['experiment_id'] attributes support comparison with a list of quoted string values."
      : "Only the 'run_id' attribute supports comparison with a list of quoted string values.",
    nullError: ({ entity, key }) =>
      entity === 'tag' ? undefined : `IS NULL / IS NOT NULL is only supported for tags, not for attribute '${key}'`,
    quoteInvalid: (text) => text,
  };
}

/** Other names that some attributes go by. */
export function translateAlias(key: string): string {
  if (key.toLowerCase() === 'created') return 'start_time';
  return key.toLowerCase() === 'run name' ? 'run_name' : key;
}

/** Everything up to the first point is the entity, wherever that point is. Without one it is an attribute. */
function split(text: string): { readonly prefix: string | undefined; readonly key: string } {
  const point = text.indexOf('.');
  const key = trim(trim(text.slice(point + 1), `"'`), '`');
  return { prefix: point < 0 ? undefined : text.slice(0, point), key };
}

function entityOf(prefix: string): Entity {
  const name = trim(prefix, '`');
  const entity = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (entity !== undefined) return entity;
  throw invalid(
    `Invalid entity type '${name}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']`,
  );
}

function checkKnown(what: string, key: string, known: readonly string[]): void {
  if (known.includes(key)) return;
  throw invalid(`Invalid ${what} key '${key}' specified. Valid keys are '{${known.map(pythonRepr).join(', ')}}'`);
}

/** Takes one pair of quotes off, where both ends have the same kind. */
function trim(text: string, quotes: string): string {
  const quote = text.charAt(0);
  return text.length >= 2 && quotes.includes(quote) && text.endsWith(quote) ? text.slice(1, -1) : text;
}
