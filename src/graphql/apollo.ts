import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../contract/tracker.ts';
import type { RequestContext } from './context.ts';
import { openDocumentStore } from './document-store.ts';
import { formatError } from './errors.ts';
import { createExecute } from './execute.ts';
import { limitDepth, mostTokens } from './limits.ts';
import { plainJsonStatus } from './plain-json-status.ts';

/** The GraphQL server over a schema, with its own executor. It reports to nobody, whatever the environment says. */
export function createApollo(schema: GraphQLSchema, log: Log): ApolloServer<RequestContext> {
  const execute = createExecute<RequestContext>(schema);
  return new ApolloServer<RequestContext>({
    gateway: {
      load: () =>
        Promise.resolve({
          executor({ document, operationName, request, context }) {
            if (!isRequestContext(context)) throw new Error('the context was not opened by the gateway');
            return execute({ document, operationName, variables: request.variables, context });
          },
        }),
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    validationRules: [limitDepth],
    documentStore: openDocumentStore(),
    parseOptions: { maxLexicalTokens: mostTokens },
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(log, formatted, error),
    // Cross-site browsers are turned away before they reach this; see src/server/graphql-endpoint.ts.
    csrfPrevention: false,
    plugins: [
      plainJsonStatus,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Apollo hands its gateway a context of unknown type. */
function isRequestContext(context: object): context is RequestContext {
  return 'loaders' in context && 'sideErrors' in context;
}
