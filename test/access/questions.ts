import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { needed, ways } from './rules.ts';

/** A question that reaches one field. */
export interface FieldQuestion {
  /** `Run.name` */
  readonly field: string;
  /** Whether something hidden is named in it, or everything is asked for. */
  readonly kind: 'all' | 'hidden';
  readonly document: string;
}

/** Every field of every type, but for those of introspection. */
export function fieldsOf(schema: GraphQLSchema): readonly string[] {
  return objectsOf(schema).flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
}

function objectsOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') ? [type] : [],
  );
}

/** Writes a selection into the document that reaches a type. */
type Reach = (selection: string) => string;

/** For each field one question for everything and one for each thing that is hidden, by the shortest way there is. */
export function questionsOf(schema: GraphQLSchema): readonly FieldQuestion[] {
  const query = schema.getQueryType();
  const roots = Object.values(query?.getFields() ?? {});
  const all = reachAll(
    schema,
    roots.flatMap((root) => start(root, [ways[root.name]?.all].flat())),
  );
  const hidden = reachAll(
    schema,
    roots.flatMap((root) => start(root, ways[root.name]?.hidden ?? [])),
  );
  const own = roots.flatMap((root): FieldQuestion[] => {
    const { all: found, hidden: named = [] } = ways[root.name] ?? {};
    const say = (args: string): string => `{ ${root.name}${args}${leafOf(root)} }`;
    const asked =
      found === undefined ? [] : [{ field: `Query.${root.name}`, kind: 'all' as const, document: say(found) }];
    return [
      ...asked,
      ...named.map((args) => ({ field: `Query.${root.name}`, kind: 'hidden' as const, document: say(args) })),
    ];
  });
  const below = objectsOf(schema).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field): FieldQuestion[] =>
      [all, hidden].flatMap((reach, at) => {
        const way = reach.get(type.name);
        if (way === undefined) return [];
        const document = way(`${say(type.name, field)}${leafOf(field)}`);
        return [
          { field: `${type.name}.${field.name}`, kind: at === 0 ? ('all' as const) : ('hidden' as const), document },
        ];
      }),
    ),
  );
  return [...own, ...below];
}

function start(root: GraphQLField<unknown, unknown>, args: readonly (string | undefined)[]) {
  return args.flatMap((given) =>
    given === undefined
      ? []
      : [{ type: getNamedType(root.type), reach: (text: string) => `{ ${root.name}${given} { ${text} } }` }],
  );
}

/** The shortest way to each type. */
function reachAll(
  schema: GraphQLSchema,
  starts: readonly { readonly type: GraphQLNamedType; readonly reach: Reach }[],
): ReadonlyMap<string, Reach> {
  const found = new Map<string, Reach>();
  let level = [...starts];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, reach } of level) {
      if (found.has(type.name) || !isCompositeType(type)) continue;
      found.set(type.name, reach);
      if (isAbstractType(type)) {
        for (const one of schema.getPossibleTypes(type)) {
          next.push({ type: one, reach: (text) => reach(`... on ${one.name} { ${text} }`) });
        }
      } else {
        for (const field of Object.values(type.getFields())) {
          next.push({ type: getNamedType(field.type), reach: (text) => reach(`${say(type.name, field)} { ${text} }`) });
        }
      }
    }
    level = next;
  }
  return found;
}

function say(type: string, field: GraphQLField<unknown, unknown>): string {
  const args = needed[`${type}.${field.name}`];
  if (args === undefined && field.args.some(isRequiredArgument)) {
    throw new Error(`${type}.${field.name} needs arguments: name some under "needed" in test/access/rules.ts`);
  }
  return `${field.name}${args ?? ''}`;
}

function leafOf(field: GraphQLField<unknown, unknown>): string {
  return isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
}
