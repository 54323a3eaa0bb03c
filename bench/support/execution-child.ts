import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { createSchema } from '../../src/graphql/schema.ts';
import type { RequestContext } from '../../src/graphql/context.ts';
import { serve } from '../../src/server/serve.ts';
import { everything } from '../../test/support/memory-adapter.ts';
import { memoryGateway } from '../../test/support/memory-gateway.ts';
import { metric, param, run } from '../../test/support/runs.ts';
import { serveChild } from './children.ts';

// One page of 100 runs with 90 key-values each, in memory, so that nothing but execution is measured. The argument says
// which executor works on it; schema, resolvers and HTTP are the same for all.

const runs = Array.from({ length: 100 }, (_run, index) =>
  run(`run-${String(index)}`, {
    name: `run ${String(index)}`,
    startedAt: index,
    params: Array.from({ length: 60 }, (_param, at) => param(`param_${String(at)}`, at % 3 === 0 ? 'text' : at / 7)),
    metrics: Array.from({ length: 30 }, (_metric, at) => metric(`metric_${String(at)}`, (index + at) / 3)),
  }),
);

const plain: Readonly<Record<string, () => ApolloServer<RequestContext>>> = {
  defaults: () => new ApolloServer<RequestContext>({ schema: createSchema() }),
  'no-cache-control': () =>
    new ApolloServer<RequestContext>({
      schema: createSchema(),
      plugins: [ApolloServerPluginCacheControlDisabled()],
    }),
};

await serveChild(async (argument) => {
  const gateway = await memoryGateway({ bench: { runs, capabilities: everything } });
  const apollo = plain[String(argument)]?.();
  await apollo?.start();
  return (await serve({ ...gateway, ...(apollo && { apollo }) }, { host: '127.0.0.1', port: 0 })).url;
});
