import {
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  TypeInfo,
  getNamedType,
  isEnumType,
  isSpecifiedScalarType,
  typeFromAST,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLInputType,
  type NamedTypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** A document that the compiler can take, and what its operations must be given. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  /** The variables that it wants, out of those that the client's document declares, coerced already. */
  readonly fillIn: (coerced: Variables) => Variables;
}

/**
 * The compiler writes input values into code: it has no end on a recursive input type, which RunFilter is, and loses
 * what JSON cannot spell, which exact integers and infinities are. So every value that is not of the language's own
 * scalars or an enum reaches it from outside, coerced by the reference implementation: variables are passed through as
 * they are, and literals become variables.
 */
export function prepareDocument(original: DocumentNode, schema: GraphQLSchema): PreparedDocument {
  const hoisted: { readonly name: string; readonly read: ReadLiteral }[] = [];
  const typeInfo = new TypeInfo(schema);
  const visited = visit(
    original,
    visitWithTypeInfo(typeInfo, {
      Argument(argument) {
        const type = typeInfo.getInputType();
        const isPlain = type === undefined || type === null || isOwnType(type);
        if (isPlain || argument.value.kind === Kind.VARIABLE || typeInfo.getDirective()) return undefined;
        const name = `rungraphLiteral${hoisted.length}`;
        hoisted.push({ name, read: literalReader(argument.value, type) });
        return { ...argument, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } };
      },
    }),
  );
  const added = hoisted.map(({ name }) => coercedVariable(name));
  const definitions = visited.definitions.map((definition): DefinitionNode => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const declared = definition.variableDefinitions?.map((variable) => passThrough(variable, schema)) ?? [];
    return { ...definition, variableDefinitions: [...declared, ...added] };
  });
  return {
    document: { ...visited, definitions },
    fillIn(coerced) {
      const filled: Record<string, unknown> = { ...coerced };
      for (const { name, read } of hoisted) filled[name] = read(filled);
      return filled;
    },
  };
}

type ReadLiteral = (variables: Variables) => unknown;

/** A literal without variables is the same every time, so that it is read once. */
function literalReader(node: ValueNode, type: GraphQLInputType): ReadLiteral {
  const variables: string[] = [];
  visit(node, { Variable: ({ name }) => void variables.push(name.value) });
  if (variables.length > 0) return (given) => valueFromAST(node, type, given);
  const value: unknown = valueFromAST(node, type);
  return () => value;
}

/** The compiler wants to see that `@include` is given a Boolean, so that variables of the language's own types stay. */
function passThrough(variable: VariableDefinitionNode, schema: GraphQLSchema): VariableDefinitionNode {
  const type = typeFromAST(schema, variable.type);
  return type !== undefined && isOwnType(type) ? variable : coercedVariable(variable.variable.name.value);
}

function isOwnType(type: Parameters<typeof getNamedType>[0]): boolean {
  const named = getNamedType(type);
  return named !== undefined && (isEnumType(named) || isSpecifiedScalarType(named));
}

/** Takes a value as it is: it was coerced before. */
const coercedScalar = new GraphQLScalarType({ name: 'RungraphCoerced' });
const ofCoerced: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coercedScalar.name } };

/** The schema that prepared documents are compiled against. No client sees it: who asks for the schema gets the public one. */
export function schemaOfPrepared(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, coercedScalar] });
}

function coercedVariable(name: string): VariableDefinitionNode {
  const variable = { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } };
  return { kind: Kind.VARIABLE_DEFINITION, variable, type: ofCoerced };
}
