import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type FieldsByTypeName, type ResolveTree } from 'graphql-parse-resolve-info';
import { emptyProjection, type KeySelection, type Projection, type RunPart } from '../contract/projection.ts';

/** What of every run a field's selection will read; the field answers with a Run or a RunConnection. */
export function projectionOf(info: GraphQLResolveInfo): Projection {
  const tree = parseResolveInfo(info);
  if (tree === null || tree === undefined || !isTree(tree)) return emptyProjection;
  return collect(tree.fieldsByTypeName);
}

function isTree(tree: ResolveTree | FieldsByTypeName): tree is ResolveTree {
  return typeof tree['fieldsByTypeName'] === 'object' && typeof tree['alias'] === 'string';
}

function collect(fields: FieldsByTypeName): Projection {
  const found: Projection[] = [];
  for (const field of Object.values(fields['Run'] ?? {})) found.push(ofRunField(field));
  for (const field of Object.values(fields['RunEdge'] ?? {})) {
    if (field.name === 'node') found.push(collect(field.fieldsByTypeName));
  }
  for (const field of Object.values(fields['RunConnection'] ?? {})) {
    if (field.name === 'nodes' || field.name === 'edges') found.push(collect(field.fieldsByTypeName));
    if (field.name === 'table') found.push(ofTable(field.args['columns']));
  }
  for (const field of Object.values(fields['Lineage'] ?? {})) {
    if (field.name === 'nodes') found.push(collect(field.fieldsByTypeName));
  }
  return found.reduce(union, emptyProjection);
}

function ofRunField({ name, args }: ResolveTree): Projection {
  switch (name) {
    case 'params':
    case 'tags':
    case 'metrics':
      return { ...emptyProjection, [name]: selectionOf(args) };
    case 'param':
      return { ...emptyProjection, params: oneKey(args['key']) };
    case 'metric':
      return { ...emptyProjection, metrics: oneKey(args['key']) };
    case 'notes':
    case 'native':
      return { ...emptyProjection, parts: [name] };
    case 'provenance':
    case 'reproducibility':
      return { ...emptyProjection, params: { all: true, keys: [], prefixes: [] }, parts: ['provenance'] };
    default:
      return emptyProjection;
  }
}

/** Both arguments given: both must hold, for which the keys alone are enough. */
function selectionOf({ keys, prefix }: ResolveTree['args']): KeySelection {
  if (Array.isArray(keys)) return { all: false, keys: keys.map(String), prefixes: [] };
  if (typeof prefix === 'string') return { all: false, keys: [], prefixes: [prefix] };
  return { all: true, keys: [], prefixes: [] };
}

function oneKey(key: unknown): KeySelection {
  return { all: false, keys: [String(key)], prefixes: [] };
}

/** Columns count as selections. They were not checked yet: what is wrong with them is said when they are built. */
function ofTable(columns: unknown): Projection {
  const keys: Record<'params' | 'tags' | 'metrics', string[]> = { params: [], tags: [], metrics: [] };
  const parts: RunPart[] = [];
  for (const column of Array.isArray(columns) ? columns : []) {
    const { param, tag, metric, field } = memberOf(column, 'value');
    if (typeof param === 'string') keys.params.push(param);
    if (typeof tag === 'string') keys.tags.push(tag);
    if (typeof metric === 'object' && metric !== null) keys.metrics.push(String(memberOf({ metric }, 'metric')['key']));
    if (field === 'NOTES') parts.push('notes');
  }
  const some = (list: readonly string[]): KeySelection => ({ all: false, keys: list, prefixes: [] });
  return { params: some(keys.params), tags: some(keys.tags), metrics: some(keys.metrics), parts };
}

function memberOf(object: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = isRecord(object) ? object[name] : undefined;
  return isRecord(member) ? member : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function union(a: Projection, b: Projection): Projection {
  return {
    params: unionKeys(a.params, b.params),
    metrics: unionKeys(a.metrics, b.metrics),
    tags: unionKeys(a.tags, b.tags),
    parts: [...new Set([...a.parts, ...b.parts])],
  };
}

function unionKeys(a: KeySelection, b: KeySelection): KeySelection {
  if (a.all || b.all) return { all: true, keys: [], prefixes: [] };
  return {
    all: false,
    keys: [...new Set([...a.keys, ...b.keys])],
    prefixes: [...new Set([...a.prefixes, ...b.prefixes])],
  };
}
