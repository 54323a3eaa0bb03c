import {
  GraphQLError,
  execute,
  getOperationAST,
  getVariableValues,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { RungraphError } from '../contract/error.ts';
import { toGraphQLError } from './errors.ts';
import { foldErrors } from './fold-errors.ts';
import type { Incomplete } from './incomplete.ts';
import { readUntold } from './untold.ts';
import { prepareDocument, schemaOfPrepared, type PreparedDocument } from './prepare-document.ts';

/** What resolvers of one operation may leave behind for its answer. */
interface ExecutionContext {
  readonly sideErrors: readonly RungraphError[];
  readonly incomplete: Incomplete;
}

export interface Operation<Context> {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: Context;
  /** Looks at the operation before anything is asked; an answer of its own is given in place of the others'. */
  readonly before?: (
    operation: OperationDefinitionNode,
    coerced: Readonly<Record<string, unknown>>,
  ) => ExecutionResult | null;
}

/** Null where there is no such operation, or its variables are not what it takes. */
export type Execute<Context> = (operation: Operation<Context>) => Promise<ExecutionResult | null>;

interface CompiledDocument {
  readonly prepared: PreparedDocument;
  /** It asks for the schema: that of compiled documents has a type too much, and is nobody's business. */
  readonly introspects: boolean;
  readonly operations: Map<string, CompiledQuery | ExecutionResult>;
}

/**
 * Runs operations as functions compiled once a document, which is what makes wide pages quick. The server keeps parsed
 * documents, so that the document itself is the key.
 */
export function createExecute<Context extends ExecutionContext>(schema: GraphQLSchema): Execute<Context> {
  const compiled = new WeakMap<DocumentNode, CompiledDocument>();
  const compiledAgainst = schemaOfPrepared(schema);

  function prepare(document: DocumentNode): CompiledDocument {
    const known = compiled.get(document);
    if (known !== undefined) return known;
    const introspects = asksForSchema(document);
    const made: CompiledDocument = { prepared: prepareDocument(document, schema), introspects, operations: new Map() };
    compiled.set(document, made);
    return made;
  }

  function compile({ prepared, operations }: CompiledDocument, name: string): CompiledQuery | ExecutionResult {
    const known = operations.get(name);
    if (known !== undefined) return known;
    const made = compileQuery(compiledAgainst, prepared.document, name);
    operations.set(name, made);
    return made;
  }

  async function run(
    made: CompiledDocument,
    name: string,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<ExecutionResult> {
    const query = compile(made, name);
    if (!isCompiledQuery(query)) return { errors: (query.errors ?? []).map(toStandardError) };
    return query.query(undefined, context, made.prepared.fillIn(variables));
  }

  return async ({ document, operationName, variables = {}, context, before }) => {
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined) return null;
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (coerced.errors !== undefined) return null;
    const instead = before?.(operation, coerced.coerced) ?? null;
    if (instead !== null) return instead;
    const made = prepare(document);
    const result = made.introspects
      ? await execute({ schema, document, operationName, variableValues: variables, contextValue: context })
      : await run(made, operationName ?? '', coerced.coerced, context);
    if (result.data === undefined) return result;
    const found = [...(result.errors ?? []).map(toStandardError), ...context.sideErrors.map(toGraphQLError)];
    const errors = foldErrors(found);
    const incomplete = context.incomplete.list();
    if (errors.length === 0 && incomplete.length === 0) return result;
    return {
      ...result,
      ...(errors.length === 0 ? {} : { errors }),
      ...(incomplete.length === 0 ? {} : { extensions: { incomplete } }),
    };
  };
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      asks ||= name.value === SchemaMetaFieldDef.name || name.value === TypeMetaFieldDef.name;
    },
  });
  return asks;
}

/** The compiler's errors lack members that the server counts on. */
function toStandardError({ message, path, originalError, locations }: GraphQLError): GraphQLError {
  const untold = readUntold(message);
  const cause = { path, originalError: untold ?? originalError };
  return Object.assign(new GraphQLError(untold?.message ?? message, cause), { locations });
}
