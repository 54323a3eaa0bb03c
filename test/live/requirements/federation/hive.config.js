// Hive Gateway over a supergraph. It hands the caller's credentials on.
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs({ request }) {
      return { authorization: request.headers.get('authorization') };
    },
  },
  // With Hive's planner, which is written in Rust, or with the one in JavaScript.
  ...(process.env.PLANNER === 'rust' ? { unifiedGraphHandler } : {}),
};
