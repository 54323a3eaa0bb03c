import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../contract/tracker.ts';
import type { Extents } from '../core/cost/extents.ts';
import type { RequestContext } from './context.ts';
import type { KnownTexts } from './documents/known-texts.ts';
import { openDocumentStore } from './document-store.ts';
import { fewErrors } from './few-errors.ts';
import { formatError } from './errors.ts';
import { limitExtent, mostTokens, type DocumentLimits } from './limits.ts';
import { plainJsonStatus } from './plain-json-status.ts';
import { runOperations } from './run-operations.ts';
import { openAnswerWriter } from './write-answer.ts';

export interface ApolloOptions {
  readonly limits: DocumentLimits;
  /** Clients are told nothing of the schema that they do not know. */
  readonly isProduction: boolean;
  /** A router that asks for it is told how long an operation took (`ftv1`), as a whole: its executor has no fields. */
  readonly federation: boolean;
  /** What lists told of the size of sources, for estimates. */
  readonly extents: Extents;
  /** What clients may name by its hash. */
  readonly texts: KnownTexts;
}

/** The GraphQL server over a schema, with its own executor. It reports to nobody, whatever the environment says. */
export function createApollo(
  schema: GraphQLSchema,
  log: Log,
  { limits, isProduction, federation, extents, texts }: ApolloOptions,
): ApolloServer<RequestContext> {
  const writer = openAnswerWriter();
  return new ApolloServer<RequestContext>({
    schema,
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    validationRules: [limitExtent(limits)],
    persistedQueries: { cache: texts, ttl: null },
    documentStore: openDocumentStore(),
    parseOptions: { maxLexicalTokens: mostTokens },
    stringifyResult: (answer) => writer.write(answer),
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(log, formatted, error),
    // Cross-site browsers are turned away before they reach this; see src/server/graphql-endpoint.ts.
    csrfPrevention: false,
    plugins: [
      runOperations(schema, log, { limit: { extents, upstreamCalls: limits.upstreamCalls }, writer }),
      fewErrors,
      plainJsonStatus,
      ApolloServerPluginCacheControlDisabled(),
      federation ? ApolloServerPluginInlineTrace() : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
