import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startWandbEmulator } from '../../adapters/wandb/emulator/start.ts';
import { serveChild } from './children.ts';
import { gridOf, type Size } from './runs.ts';

const size: Size = { runs: 100, params: 5, metrics: 10, points: 1000 };

/** The emulator of W&B, and beside it how many GraphQL requests and how many of files came since somebody last asked. */
await serveChild(async () => {
  const emulator = await startWandbEmulator({ port: 0, data: gridOf(size) });
  let seen = 0;
  const counter = createServer((_request, response) => {
    const news = emulator.requests.slice(seen);
    seen = emulator.requests.length;
    const graphql = news.filter(({ path }) => path === '/graphql').length;
    response.end(JSON.stringify({ graphql, files: news.length - graphql }));
  });
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  // The one address that a child can tell holds both.
  return `${emulator.url} ${portOf(counter.address())}`;
});

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
