import type { GraphQLResolveInfo } from 'graphql';
import { RungraphError } from '../../contract/error.ts';
import type { RequestContext } from '../context.ts';
import { loadNode } from '../load-node.ts';
import { settle } from '../settle.ts';

/** As many as a page has. */
export const mostNodes = 1000;

/** `Query.nodes`. Apart from the others, whose types allow no errors in the place of values. */
export const nodesResolvers = {
  Query: {
    nodes: (
      _root: unknown,
      { ids }: { readonly ids: readonly string[] },
      context: RequestContext,
      info: GraphQLResolveInfo,
    ) => {
      if (ids.length > mostNodes) {
        throw new RungraphError('INVALID_QUERY', `ids: at most ${mostNodes} at a time, not ${ids.length}.`);
      }
      return settle(ids.map((id) => loadNode(id, context, info)));
    },
  },
};
