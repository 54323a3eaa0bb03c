import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { createApollo } from '../../../src/graphql/apollo.ts';
import { openExtents } from '../../../src/core/cost/extents.ts';
import { openKnownTexts } from '../../../src/graphql/documents/known-texts.ts';
import { startGateway } from '../../../src/graphql/gateway.ts';
import { usualLimits } from '../../../src/graphql/limits.ts';
import { serve } from '../../../src/server/serve.ts';
import { quietLog } from '../../support/quiet-scope.ts';

// The subgraph that Apollo's compatibility tests ask: their schema and their data, behind this project's server and executor.

const dimensions = { size: 'small', weight: 1, unit: 'kg' };
const user = { email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337 };
const deprecated = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: user,
};
const research = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];
const product = (id: string, sku: string, variation: string, study: number) => ({
  id,
  sku,
  package: `@apollo/${sku}`,
  variation: { id: variation },
  dimensions,
  createdBy: user,
  notes: null,
  research: research.slice(study, study + 1),
});
const products = [
  product('apollo-federation', 'federation', 'OSS', 0),
  { ...product('apollo-studio', 'studio', 'platform', 1), package: '' },
];

interface Representation {
  readonly __typename: string;
  readonly id?: string;
  readonly sku?: string;
  readonly package?: string;
  readonly email?: string;
  readonly variation?: { readonly id: string };
  readonly study?: { readonly caseNumber: string };
  readonly totalProductsCreated?: number;
  readonly yearsOfEmployment?: number;
}

function find(wanted: Representation): object | null {
  switch (wanted.__typename) {
    case 'Product':
      return (
        products.find(({ id, sku, package: name, variation }) =>
          wanted.id === undefined
            ? sku === wanted.sku && (name === wanted.package || variation.id === wanted.variation?.id)
            : id === wanted.id,
        ) ?? null
      );
    case 'DeprecatedProduct':
      return wanted.sku === deprecated.sku && wanted.package === deprecated.package ? deprecated : null;
    case 'ProductResearch':
      return research.find(({ study }) => study.caseNumber === wanted.study?.caseNumber) ?? null;
    case 'User':
      return wanted.email === user.email ? { ...user, ...wanted } : null;
    default:
      return { id: wanted.id, deprecatedProducts: [deprecated] };
  }
}

const resolvers = (sdl: string) => ({
  _Any: new GraphQLScalarType({ name: '_Any' }),
  _Entity: { __resolveType: ({ __typename: name }: Representation) => name },
  Query: {
    _service: () => ({ sdl }),
    _entities: (_root: unknown, { representations }: { readonly representations: readonly Representation[] }) =>
      representations.map((one) => {
        const found = find(one);
        return found === null ? null : { ...found, __typename: one.__typename };
      }),
    product: (_root: unknown, { id }: { readonly id: string }) => find({ __typename: 'Product', id }),
    deprecatedProduct: (_root: unknown, wanted: { readonly sku: string; readonly package: string }) =>
      find({ __typename: 'DeprecatedProduct', ...wanted }),
  },
  User: {
    averageProductsCreatedPerYear: ({ totalProductsCreated = 0, yearsOfEmployment = 1 }: Representation) =>
      Math.round(totalProductsCreated / yearsOfEmployment),
  },
});

function schemaOf(sdl: string): GraphQLSchema {
  const federation = `
    scalar _Any
    union _Entity = Product | DeprecatedProduct | ProductResearch | User | Inventory
    type _Service { sdl: String! }
    type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
  `;
  // A subgraph may extend what another one defines, and its directives are known to the registry.
  const whole = sdl.replace('extend type User', 'type User');
  return makeExecutableSchema({ typeDefs: [whole, federation], resolvers: resolvers(sdl), assumeValidSDL: true });
}

/** Serves it at /graphql. */
export async function serveProducts(sdlFile: string) {
  const base = await startGateway(new Map(), quietLog);
  const schema = schemaOf(readFileSync(sdlFile, 'utf8'));
  const apollo = createApollo(schema, quietLog, {
    limits: usualLimits,
    isProduction: false,
    federation: true,
    extents: openExtents(),
    texts: openKnownTexts(undefined, undefined),
  });
  await apollo.start();
  const server = await serve({ ...base, apollo }, { host: '127.0.0.1', port: 0 });
  return {
    url: `${server.url}/graphql`,
    async close() {
      await server.close();
      await apollo.stop();
      await base.close();
    },
  };
}
