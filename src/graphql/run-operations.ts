import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Log } from '../contract/tracker.ts';
import type { RequestContext } from './context.ts';
import { formatError } from './errors.ts';
import { checkCost, costHeader, type CostLimit } from './cost/check-cost.ts';
import { createExecute, type Operation } from './execute.ts';
import type { AnswerWriter } from './write-answer.ts';

/** What operations are run with. */
export interface RunOptions {
  readonly limit: CostLimit;
  readonly writer: AnswerWriter;
}

/**
 * Has operations run by the gateway's own executor. Not as Apollo's `gateway`: what it is handed there has a getter, and
 * a getter made for one request keeps all that it can see, the whole answer too, until the next full collection.
 */
export function runOperations(
  schema: GraphQLSchema,
  log: Log,
  { limit, writer }: RunOptions,
): ApolloServerPlugin<RequestContext> {
  const execute = createExecute<RequestContext>(schema);
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ document, request, contextValue: context }) {
          const { operationName, variables } = request;
          const before: Operation<RequestContext>['before'] = (operation, coerced) =>
            checkCost({ schema, document, operation, variables: coerced }, context, limit);
          const result = await execute({ document, operationName, variables, context, before });
          // Apollo's own executor says what is wrong with the request.
          if (result === null) return null;
          const { errors, ...answer } = result;
          context.outcome.whole = errors === undefined && context.incomplete.list().length === 0;
          // A cost beside the answer, and no part of it: its bytes are the same, whatever it cost.
          const headers = new HeaderMap([['rungraph-cost', costHeader(context.outcome.estimated, spentOf(context))]]);
          writer.note(result.data, context.outcome.values);
          const formatted = errors?.map((error) => formatError(log, error.toJSON(), error, context.scope.traceId));
          return {
            http: { headers, ...(result.data === undefined && { status: 400 }) },
            body: { kind: 'single', singleResult: { ...answer, ...(formatted && { errors: formatted }) } },
          };
        },
      }),
  };
}

function spentOf({ scope }: RequestContext): number {
  return scope.spent?.total() ?? 0;
}
