import {
  GraphQLError,
  Kind,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isEnumType,
  isSpecifiedScalarType,
  typeFromAST,
  type DefinitionNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type NamedTypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RungraphError } from '../contract/error.ts';
import { toGraphQLError } from './errors.ts';

/** What resolvers of one operation may leave behind for its answer. */
interface ExecutionContext {
  readonly sideErrors: readonly RungraphError[];
}

export interface Operation<Context> {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: Context;
}

export type Execute<Context> = (operation: Operation<Context>) => Promise<ExecutionResult>;

/**
 * Runs operations as functions compiled once a document, which is what makes wide pages quick. The server keeps parsed
 * documents, so that the document itself is the key.
 */
export function createExecute<Context extends ExecutionContext>(schema: GraphQLSchema): Execute<Context> {
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledQuery | ExecutionResult>>();

  function compile(document: DocumentNode, operationName: string): CompiledQuery | ExecutionResult {
    let operations = compiled.get(document);
    if (operations === undefined) {
      operations = new Map<string, CompiledQuery | ExecutionResult>();
      compiled.set(document, operations);
    }
    let query = operations.get(operationName);
    if (query === undefined) {
      query = compileQuery(schema, takeCoercedVariables(document, schema), operationName);
      operations.set(operationName, query);
    }
    return query;
  }

  return async ({ document, operationName, variables = {}, context }) => {
    const operation = getOperationAST(document, operationName);
    const coerced = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
    if (coerced.errors !== undefined) return { errors: coerced.errors };
    const query = compile(document, operationName ?? '');
    if (!isCompiledQuery(query)) return { errors: (query.errors ?? []).map(toStandardError) };
    const result = await query.query(undefined, context, coerced.coerced);
    const errors = [...(result.errors ?? []).map(toStandardError), ...context.sideErrors.map(toGraphQLError)];
    return errors.length === 0 ? result : { ...result, errors };
  };
}

/**
 * The document with variables that are passed through as they are. They were coerced already, by the reference
 * implementation; the compiler would write code for every level of an input type, and RunFilter has no last level.
 * Those of the language's own scalars stay: the compiler wants to see that `@include` is given a Boolean.
 */
function takeCoercedVariables(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const definitions = document.definitions.map((definition): DefinitionNode => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const variableDefinitions = definition.variableDefinitions?.map((variable): VariableDefinitionNode => {
      const type = typeFromAST(schema, variable.type);
      const named = getNamedType(type);
      const plain = named !== undefined && (isEnumType(named) || isSpecifiedScalarType(named));
      return plain ? variable : { kind: variable.kind, variable: variable.variable, type: anyJson };
    });
    return { ...definition, variableDefinitions: variableDefinitions ?? [] };
  });
  return { ...document, definitions };
}

const anyJson: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } };

/** The compiler's errors lack members that the server counts on. */
function toStandardError({ message, path, originalError, locations }: GraphQLError): GraphQLError {
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
}
