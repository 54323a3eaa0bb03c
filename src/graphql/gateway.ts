import { setMaxListeners } from 'node:events';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isRungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';
import { everything, type Rights } from '../core/access/rights.ts';
import { openSeenSources, visibleSources } from '../core/access/visible-sources.ts';
import { openDownloadLinks, type DownloadLinks } from '../core/artifacts/download-links.ts';
import { usualComparing, type ComparingSettings } from '../core/compare/comparing-settings.ts';
import { openExtents } from '../core/cost/extents.ts';
import { openSpent } from '../core/cost/spent.ts';
import { openContentIndex } from '../core/lineage/content-index.ts';
import { openAnswerParts } from '../core/cache/answers/answer-parts.ts';
import type { KeptAnswers } from '../core/cache/answers/answer-store.ts';
import type { SharedCounts } from '../core/cache/redis/shared-counts.ts';
import type { SharedTexts } from '../core/cache/redis/shared-texts.ts';
import type { SharedStore } from '../core/cache/open-cache.ts';
import { openMetrics, type Metrics } from '../core/observe/metrics.ts';
import type { Scope } from '../core/scope.ts';
import type { Sources } from '../core/sources/sources.ts';
import { openWorkers } from '../core/work/open-workers.ts';
import { openTurns } from '../core/work/turns.ts';
import { createApollo } from './apollo.ts';
import { createArtifactLoaders } from './artifact-loaders.ts';
import type { RequestContext } from './context.ts';
import { toGraphQLError } from './errors.ts';
import { checkNesting, usualLimits, type DocumentLimits } from './limits.ts';
import { openKnownTexts } from './documents/known-texts.ts';
import type { TrustedDocuments } from './documents/trusted.ts';
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
  /** What replicas count together; undefined where each counts for itself. */
  readonly counts: SharedCounts | undefined;
  /** Tells clients nothing of the schema, and has no page to try it in. */
  readonly isProduction: boolean;
  /** Documents that clients may ask; undefined where they may ask any. */
  readonly trusted: TrustedDocuments | undefined;
  /** Counts what happens here; tells of trackers and caches too where sources were opened with its observer. */
  readonly metrics: Metrics;
  /** What the resolvers of one request share. */
  openContext(request: RequestFacts): Promise<RequestContext>;
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
  /** What the client may do, and in which projects. */
  readonly rights: Rights;
  /** What the client sent in a header; null where it sent none. */
  readonly header?: Scope['header'];
  readonly onProgress?: Scope['onProgress'] | undefined;
}

/** Who asks in this process: the holder of the config, who may do everything, unless it says otherwise. */
export type LocalClient = Partial<Pick<RequestFacts, 'header' | 'onProgress' | 'rights' | 'noCache'>>;

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
  readonly counts?: SharedCounts | undefined;
  readonly limits?: DocumentLimits | undefined;
  /** Where replicas tell one another what clients may name by its hash. */
  readonly texts?: SharedTexts | undefined;
  readonly trusted?: TrustedDocuments | undefined;
  readonly isProduction?: boolean;
  /** Answers as a subgraph of Federation 2 too. */
  readonly federation?: boolean;
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
  const workers = openWorkers();
  const lastSeen = openSeenSources();
  const extents = openExtents();
  const { counts, texts, trusted, limits = usualLimits, isProduction = false, federation = false } = options;
  const apollo = createApollo(createSchema({ federation }), log, {
    limits,
    isProduction,
    federation,
    extents,
    texts: openKnownTexts(trusted, texts),
  });
  await apollo.start();

  async function openContext({
    signal,
    traceId,
    rights,
    noCache = false,
    header = noHeader,
    onProgress,
  }: RequestFacts): Promise<RequestContext> {
    // Every call that a request makes listens to it.
    setMaxListeners(0, signal);
    const incomplete = openIncomplete();
    const caller = { signal, header, traceId, rights, noCache, deriving: comparing, parts: openAnswerParts() };
    const spent = openSpent();
    const onReport: Scope['onReport'] = (report) => {
      incomplete.note(report);
      extents.note(rights, report);
    };
    const scope: Scope = { ...caller, log, now, onReport, spent, ...(onProgress ? { onProgress } : {}) };
    const loaders = { ...createLoaders(scope), ...createArtifactLoaders(scope, content) };
    const visible = await visibleSources(scope, sources, lastSeen);
    spent.forget();
    const shared = { sources: visible, content, links, comparing, work: workers.forRequest(signal), turn: openTurns() };
    const own = { sideErrors: [], incomplete, outcome: { whole: false, estimated: 0, values: 0 } };
    return { scope, loaders, askedAt: now(), ...shared, ...own };
  }

  return {
    sources,
    apollo,
    links,
    answers,
    redis,
    counts,
    isProduction,
    trusted,
    metrics,
    openContext,
    async execute(document, variables = {}, client = {}) {
      const { signal } = new AbortController();
      const contextValue = await openContext({ signal, traceId: 'local', rights: everything, ...client });
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
      await workers.close();
      await Promise.all([...sources.values()].map((source) => source.adapter.close()));
    },
  };
}

function noHeader(): null {
  return null;
}
