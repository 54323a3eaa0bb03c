import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isRungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';
import type { Scope } from '../core/scope.ts';
import type { Sources } from '../core/sources/sources.ts';
import { createApollo } from './apollo.ts';
import type { RequestContext } from './context.ts';
import { toGraphQLError } from './errors.ts';
import { checkNesting } from './limits.ts';
import { createLoaders } from './loaders.ts';
import { createSchema } from './schema.ts';

/** One running gateway: the sources, and the GraphQL server over them. */
export interface Gateway {
  readonly sources: Sources;
  readonly apollo: ApolloServer<RequestContext>;
  /** What the resolvers of one request share. */
  openContext(request: RequestFacts): RequestContext;
  /** Executes a document in this process, with everything that HTTP clients get. */
  execute(document: string, variables?: Variables, onProgress?: Scope['onProgress']): Promise<Answer>;
  close(): Promise<void>;
}

export type Variables = Readonly<Record<string, unknown>>;

export interface RequestFacts {
  readonly signal: AbortSignal;
  readonly traceId: string;
  /** The client wants nothing from the cache. */
  readonly noCache?: boolean;
  readonly onProgress?: Scope['onProgress'] | undefined;
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

export async function startGateway(sources: Sources, log: Log, now: () => number = Date.now): Promise<Gateway> {
  const apollo = createApollo(createSchema(), log);
  await apollo.start();

  function openContext({ signal, traceId, noCache = false, onProgress }: RequestFacts): RequestContext {
    const scope: Scope = { signal, principal: null, traceId, noCache, log, now, ...(onProgress ? { onProgress } : {}) };
    return { scope, sources, loaders: createLoaders(scope), sideErrors: [] };
  }

  return {
    sources,
    apollo,
    openContext,
    async execute(document, variables = {}, onProgress) {
      const contextValue = openContext({ signal: new AbortController().signal, traceId: 'local', onProgress });
      try {
        checkNesting(document, variables);
      } catch (error) {
        if (isRungraphError(error)) return { errors: [toGraphQLError(error).toJSON()] };
        throw error;
      }
      const { body } = await apollo.executeOperation(
        { query: document, variables: { ...variables } },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('incremental delivery is not offered');
      return body.singleResult;
    },
    async close() {
      await apollo.stop();
      await Promise.all([...sources.values()].map((source) => source.adapter.close()));
    },
  };
}
