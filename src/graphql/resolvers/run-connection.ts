import type { RunConnectionResolvers } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { runNodes, type RunConnectionNode, type RunNode } from '../nodes.ts';
import { toTable } from '../table.ts';

export const runConnectionResolvers: RunConnectionResolvers = {
  nodes,
  edges(connection, _args, context) {
    const cursors = connection.list.cursors();
    return nodes(connection, {}, context).map((node, index) => ({ node, cursor: cursors[index] ?? '' }));
  },
  pageInfo: ({ list }) => ({
    hasNextPage: list.hasNextPage,
    hasPreviousPage: list.hasPreviousPage,
    startCursor: list.startCursor(),
    endCursor: list.endCursor,
  }),
  totalCount: ({ list }) => list.totalCount,
  reports: ({ list }) => list.reports,
  table: ({ list }, { columns }, context) => toTable(list.items, columns, context),
};

function nodes({ list }: RunConnectionNode, _args: object, { sources }: RequestContext): readonly RunNode[] {
  return runNodes(sources, list.items);
}
