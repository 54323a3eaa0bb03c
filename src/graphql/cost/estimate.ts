import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isRungraphError } from '../../contract/error.ts';
import type { Source } from '../../core/sources/source.ts';
import { fieldRules } from './field-rules.ts';
import type { FieldCost, Place } from './place.ts';
import type { World } from './world.ts';

/** How many requests trackers would get for an operation, and what of it is the dearest. */
export interface Estimate {
  readonly calls: number;
  /** Undefined where no field asks a tracker. */
  readonly dearest: { readonly field: string; readonly calls: number; readonly lower: string } | undefined;
}

/** What is estimated. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Estimates by what is known without asking anybody. Fragments are followed: a rule before this one bounds them. */
export function estimate({ schema, document, operation, variables }: Asked, world: World): Estimate {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const touched = new Set<Source>();
  let dearest: Estimate['dearest'];
  let calls = 0;

  function walk(
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    place: Place,
    path: string,
  ): void {
    for (const selection of set?.selections ?? []) {
      if (isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) walkField(selection, type, place, path);
      else {
        const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const on = spread?.typeCondition?.name.value;
        walk(spread?.selectionSet, on === undefined ? type : schema.getType(on), place, path);
      }
    }
  }

  function walkField(
    node: Extract<SelectionNode, { readonly kind: Kind.FIELD }>,
    type: GraphQLNamedType | undefined,
    place: Place,
    path: string,
  ): void {
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined || type === undefined) return;
    const name = (node.alias ?? node.name).value;
    const here = path === '' ? name : `${path}.${name}`;
    const cost = costOf(`${type.name}.${node.name.value}`, () => getArgumentValues(field, node, variables), place);
    calls += cost.calls;
    if (cost.calls > (dearest?.calls ?? 0)) dearest = { field: here, calls: cost.calls, lower: cost.lower };
    const below = { ...place, ...cost.below };
    for (const source of below.sources) touched.add(source);
    const named = getNamedType(field.type);
    if (isCompositeType(named)) walk(node.selectionSet, named, below, here);
  }

  function costOf(coordinate: string, args: () => unknown, place: Place): FieldCost {
    const rule = fieldRules[coordinate];
    if (rule === undefined) return free;
    try {
      return rule(args(), place, world);
    } catch (error) {
      // What has no meaning is refused by the field itself, which then asks nobody.
      if (isRungraphError(error)) return free;
      throw error;
    }
  }

  function isLeftOut(selection: SelectionNode): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'];
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'];
    return skip === true || include === false;
  }

  const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
  walk(operation.selectionSet, root ?? undefined, { count: 1, lists: 1, sources: [] }, '');
  // A source is first asked who it is, and which projects it has.
  const found = [...touched];
  return { calls: calls + world.all(found, 'probe') + world.all(found, 'projects'), dearest };
}

const free: FieldCost = { calls: 0, lower: '' };
