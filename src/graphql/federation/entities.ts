import { GraphQLScalarType, type GraphQLResolveInfo } from 'graphql';
import { RungraphError } from '../../contract/error.ts';
import type { RequestContext } from '../context.ts';
import { encodeId, nodeTypes, parseReference } from '../ids.ts';
import { settle } from '../settle.ts';
import { loadNode } from '../load-node.ts';
import { mostNodes } from '../resolvers/nodes.ts';

/** What a subgraph of Federation 2 has beside its own schema (the subgraph specification). */
export const federationTypes = `
  scalar _Any
  union _Entity = ${nodeTypes.join(' | ')}
  type _Service { sdl: String! }
  extend type Query {
    _service: _Service!
    _entities(representations: [_Any!]!): [_Entity]!
  }
`;

/** The resolvers of these types. Entities of one question are loaded together, as `nodes` are, each with an error of its own. */
export function federationResolvers(sdl: string) {
  return {
    _Any: new GraphQLScalarType({ name: '_Any' }),
    _Entity: { __resolveType: ({ __typename: name }: { readonly __typename: string }) => name },
    Query: {
      _service: () => ({ sdl }),
      _entities(
        _root: unknown,
        { representations }: { readonly representations: readonly unknown[] },
        context: RequestContext,
        info: GraphQLResolveInfo,
      ) {
        if (representations.length > mostNodes) {
          const message = `representations: at most ${mostNodes} at a time, not ${representations.length}.`;
          throw new RungraphError('INVALID_QUERY', message);
        }
        return settle(representations.map(async (one) => loadNode(idOf(one), context, info)));
      },
    },
  };
}

/** @throws INVALID_QUERY for what names no entity by one of its keys; NOT_FOUND for an id of another type. */
function idOf(representation: unknown): string {
  const {
    __typename: name,
    id,
    ref,
  }: { readonly __typename?: unknown; readonly id?: unknown; readonly ref?: unknown } = typeof representation ===
    'object' && representation !== null
    ? representation
    : {};
  const type = nodeTypes.find((known) => known === name);
  const key = typeof id === 'string' ? id : ref;
  if (type === undefined || typeof key !== 'string') {
    throw new RungraphError('INVALID_QUERY', 'A representation names its __typename and its id or ref.');
  }
  const { source, nativeId } = parseReference(type, key);
  return encodeId(type, source, nativeId);
}
