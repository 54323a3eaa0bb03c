import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../contract/tracker.ts';
import type { RequestContext } from './context.ts';
import { formatError } from './errors.ts';
import { createExecute } from './execute.ts';
import type { AnswerWriter } from './write-answer.ts';

/**
 * Has operations run by the gateway's own executor. Not as Apollo's `gateway`: what it is handed there has a getter, and
 * a getter made for one request keeps all that it can see, the whole answer too, until the next full collection.
 */
export function runOperations(
  schema: GraphQLSchema,
  log: Log,
  writer: AnswerWriter,
): ApolloServerPlugin<RequestContext> {
  const execute = createExecute<RequestContext>(schema);
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ document, request, contextValue: context }) {
          const { operationName, variables } = request;
          const result = await execute({ document, operationName, variables, context });
          // Apollo's own executor says what is wrong with the request.
          if (result === null) return null;
          const { errors, ...answer } = result;
          context.outcome.whole = errors === undefined && context.incomplete.list().length === 0;
          writer.note(result.data, context.outcome.values);
          const formatted = errors?.map((error) => formatError(log, error.toJSON(), error, context.scope.traceId));
          return {
            http: { headers: new HeaderMap(), ...(result.data === undefined && { status: 400 }) },
            body: { kind: 'single', singleResult: { ...answer, ...(formatted && { errors: formatted }) } },
          };
        },
      }),
  };
}
