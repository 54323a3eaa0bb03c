import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { parseResolveInfo, type FieldsByTypeName, type ResolveTree } from 'graphql-parse-resolve-info';
import { emptyProjection, type Projection } from '../contract/projection.ts';
import { needsOfComparison } from './comparison-needs.ts';
import { unionOf } from './projection-union.ts';
import { needsOfAllColumns, needsOfRunField, needsOfRunValue, needsOfSelector } from './run-field-needs.ts';

type Variables = GraphQLResolveInfo['variableValues'];

/** By the variables of a request and the fields of its document: `nodes(ids:)` asks for as many runs as it has ids. */
const known = new WeakMap<Variables, WeakMap<GraphQLResolveInfo['fieldNodes'], Projection>>();

/**
 * What a field's arguments and its selection read of the runs that the field answers with, wherever they lie in its
 * answer. Types that implement Node are loaded by resolvers of their own, so that nothing below them counts; but for Run
 * itself, these are the ends of the walk.
 */
export function projectionOf(info: GraphQLResolveInfo): Projection {
  const ofRequest = known.get(info.variableValues) ?? new WeakMap<GraphQLResolveInfo['fieldNodes'], Projection>();
  known.set(info.variableValues, ofRequest);
  const before = ofRequest.get(info.fieldNodes);
  if (before !== undefined) return before;
  const tree = parseResolveInfo(info);
  const found = isTree(tree)
    ? unionOf([
        collect(tree.fieldsByTypeName, info.schema),
        ...needsOfArguments(tree, info.parentType.name, info.schema),
      ])
    : emptyProjection;
  ofRequest.set(info.fieldNodes, found);
  return found;
}

function isTree(tree: ResolveTree | FieldsByTypeName | null | undefined): tree is ResolveTree {
  return typeof tree?.['fieldsByTypeName'] === 'object' && typeof tree['alias'] === 'string';
}

function collect(selected: FieldsByTypeName, schema: GraphQLSchema): Projection {
  const found = Object.entries(selected).flatMap(([typeName, fields]) => {
    if (typeName === 'Run') return Object.values(fields).map(needsOfRunField);
    const ofComparison = typeName === 'Comparison' ? Object.values(fields).map(needsOfComparison) : [];
    if (isLoadedByItself(typeName, schema)) return [];
    const below = Object.values(fields).flatMap((field) => [
      collect(field.fieldsByTypeName, schema),
      ...needsOfArguments(field, typeName, schema),
    ]);
    return [...ofComparison, ...below];
  });
  return unionOf(found);
}

function isLoadedByItself(typeName: string, schema: GraphQLSchema): boolean {
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

/** Arguments may name values of runs too, as the columns of a table do. */
function needsOfArguments({ name, args }: ResolveTree, typeName: string, schema: GraphQLSchema): readonly Projection[] {
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return (field?.args ?? []).flatMap((argument) => needsOfInput(args[argument.name], argument.type));
}

/** They were not checked yet: what is wrong with them is said when they are used. */
function needsOfInput(value: unknown, type: GraphQLInputType): readonly Projection[] {
  if (Array.isArray(value)) return value.flatMap((item) => needsOfInput(item, type));
  const named = getNamedType(type);
  if (named.name === 'AllColumns') return [needsOfAllColumns(value)];
  if (!isInputObjectType(named) || !isRecord(value)) return [];
  if (named.name === 'RunValue') return [needsOfRunValue(value)];
  if (named.name === 'MetricRef') return [needsOfRunValue({ metric: value })];
  if (named.name === 'MetricSelector') return [needsOfSelector(value)];
  const fields = named.getFields();
  return Object.entries(value).flatMap(([name, item]) => {
    const field = fields[name];
    return field === undefined ? [] : needsOfInput(item, field.type);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
