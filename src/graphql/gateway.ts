import { setMaxListeners } from 'node:events';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isRungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';
import { openDownloadLinks, type DownloadLinks } from '../core/artifacts/download-links.ts';
import { usualComparing, type ComparingSettings } from '../core/compare/comparing-settings.ts';
import { openContentIndex } from '../core/lineage/content-index.ts';
import { openAnswerParts } from '../core/cache/answers/answer-parts.ts';
import type { KeptAnswers } from '../core/cache/answers/answer-store.ts';
import type { SharedStore } from '../core/cache/open-cache.ts';
import { openMetrics, type Metrics } from '../core/observe/metrics.ts';
import type { Scope } from '../core/scope.ts';
import type { Sources } from '../core/sources/sources.ts';
import { createApollo } from './apollo.ts';
import { createArtifactLoaders } from './artifact-loaders.ts';
import type { RequestContext } from './context.ts';
import { toGraphQLError } from './errors.ts';
import { checkNesting } from './limits.ts';
import { createLoaders } from './loaders.ts';
import { createSchema } from './schema.ts';
import { openIncomplete } from './incomplete.ts';

/** One running gateway: the sources, and the GraphQL server over them. */
export interface Gateway {
  readonly sources: Sources;
  readonly apollo: ApolloServer<RequestContext>;
  /** Signs the addresses of files, and checks them. */
  readonly links: DownloadLinks;
  /** Whole answers; undefined where nothing is kept. */
  readonly answers: KeptAnswers | undefined;
  /** The store that replicas share; undefined where the memory of this process serves alone. */
  readonly redis: SharedStore | undefined;
  /** Counts what happens here; tells of trackers and caches too where sources were opened with its observer. */
  readonly metrics: Metrics;
  /** What the resolvers of one request share. */
  openContext(request: RequestFacts): RequestContext;
  /** Executes a document in this process, with everything that HTTP clients get. */
  execute(document: string, variables?: Variables, client?: LocalClient): Promise<Answer>;
  close(): Promise<void>;
}

export type Variables = Readonly<Record<string, unknown>>;

export interface RequestFacts {
  readonly signal: AbortSignal;
  readonly traceId: string;
  /** The client wants nothing from the cache. */
  readonly noCache?: boolean;
  /** What the client sent in a header; null where it sent none. */
  readonly header?: Scope['header'];
  readonly onProgress?: Scope['onProgress'] | undefined;
}

/** Who asks in this process. */
export type LocalClient = Pick<RequestFacts, 'header' | 'onProgress'>;

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  /** `incomplete`: what sources could not give, whether the document selects reports or not. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface GatewayOptions {
  readonly now?: () => number;
  readonly links?: DownloadLinks;
  readonly answers?: KeptAnswers;
  readonly redis?: SharedStore | undefined;
  readonly metrics?: Metrics;
  readonly comparing?: ComparingSettings;
}

export async function startGateway(sources: Sources, log: Log, options: GatewayOptions = {}): Promise<Gateway> {
  const {
    now = Date.now,
    links = openDownloadLinks({ now }),
    answers,
    redis,
    metrics = openMetrics(),
    comparing = usualComparing,
  } = options;
  const content = openContentIndex();
  const apollo = createApollo(createSchema(), log);
  await apollo.start();

  function openContext({
    signal,
    traceId,
    noCache = false,
    header = noHeader,
    onProgress,
  }: RequestFacts): RequestContext {
    // Every call that a request makes listens to it.
    setMaxListeners(0, signal);
    const incomplete = openIncomplete();
    const caller = { signal, header, traceId, noCache, deriving: comparing, parts: openAnswerParts() };
    const scope: Scope = { ...caller, log, now, onReport: incomplete.note, ...(onProgress ? { onProgress } : {}) };
    const loaders = { ...createLoaders(scope), ...createArtifactLoaders(scope, content) };
    const shared = { sources, content, links, comparing };
    const own = { sideErrors: [], incomplete, outcome: { whole: false } };
    return { scope, loaders, askedAt: now(), ...shared, ...own };
  }

  return {
    sources,
    apollo,
    links,
    answers,
    redis,
    metrics,
    openContext,
    async execute(document, variables = {}, client = {}) {
      const contextValue = openContext({ signal: new AbortController().signal, traceId: 'local', ...client });
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

function noHeader(): null {
  return null;
}
