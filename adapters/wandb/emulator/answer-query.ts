import {
  buildSchema,
  execute,
  getOperationAST,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { z } from 'zod';
import { WandbFault } from './fault.ts';
import { openViews } from './resolvers/open-views.ts';
import { rootQuery } from './resolvers/root-query.ts';
import { writeArtifacts } from './resolvers/write-artifacts.ts';
import { writeRuns } from './resolvers/write-runs.ts';
import { artifactsSdl } from './schema/artifacts.ts';
import { mutationsSdl } from './schema/mutations.ts';
import { runsSdl } from './schema/runs.ts';
import { serverSdl } from './schema/server.ts';
import type { World } from './store/world.ts';

/** Our own words for the fields in use: the backend's schema is not public. */
const sdl = [serverSdl, runsSdl, artifactsSdl, mutationsSdl].join('\n');

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export interface QueryOptions {
  /** Fields that this server does not have, as `Type.field`. */
  readonly without: readonly string[];
}

/** Answers GraphQL requests over one world. Undeclared variables are ignored, and an empty operation name is none. */
export function openAnswers(world: World, { without }: QueryOptions): (body: unknown) => Promise<ExecutionResult> {
  const schema = buildSchema(withoutFields(sdl, without));
  const views = openViews(world);
  const rootValue = { ...rootQuery(views), ...writeRuns(views), ...writeArtifacts(views) };

  const known = new Map<string, DocumentNode>();

  function documentOf(query: string): DocumentNode {
    const before = known.get(query);
    if (before !== undefined) return before;
    const document = parseQuery(query);
    const errors = validate(schema, document);
    if (errors.length > 0) throw new WandbFault(400, errors.map(({ message }) => message).join('\n'));
    if (known.size > 1000) known.clear();
    known.set(query, document);
    return document;
  }

  return async (body) => {
    const parsed = request.safeParse(body);
    if (!parsed.success) throw new WandbFault(400, 'malformed request');
    const { query, variables, operationName } = parsed.data;
    const document = documentOf(query);
    const name = operationName === '' ? undefined : (operationName ?? undefined);
    if (getOperationAST(document, name) === null) throw new WandbFault(400, 'no such operation');
    const result = await execute({ schema, document, rootValue, variableValues: variables ?? {}, operationName: name });
    const fault = result.errors?.map(({ originalError }) => originalError).find((error) => error instanceof WandbFault);
    if (fault instanceof WandbFault) throw fault;
    return result;
  };
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query);
  } catch {
    throw new WandbFault(400, 'the query does not parse');
  }
}

function withoutFields(text: string, fields: readonly string[]): string {
  return fields.reduce((left, field) => {
    const [type = '', name = ''] = field.split('.');
    const body = new RegExp(`(type ${type} [^}]*?)\\n\\s+${name}(\\([^)]*\\))?: [^\\n]*`);
    return left.replace(body, '$1');
  }, text);
}
