import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context.ts';
import { loadNode } from '../load-node.ts';
import { settle } from '../settle.ts';

/** `Query.nodes`. Apart from the others, whose types allow no errors in the place of values. */
export const nodesResolvers = {
  Query: {
    nodes: (
      _root: unknown,
      { ids }: { readonly ids: readonly string[] },
      context: RequestContext,
      info: GraphQLResolveInfo,
    ) => settle(ids.map((id) => loadNode(id, context, info))),
  },
};
