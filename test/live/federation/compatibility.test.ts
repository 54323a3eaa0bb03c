import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, startServer, type RealServer } from '../support/server.ts';
import { serveProducts } from './products.ts';
import { compose, startApollo } from './supergraph.ts';

// Apollo's own tests of what a subgraph must do: their schema, their other subgraphs and their gateway.

const inside = environment('federation');
const theirs = join(inside, 'node_modules/@apollo/federation-subgraph-compatibility-tests');
const folder = mkdtempSync(join(tmpdir(), 'rungraph-compatibility-'));
const started: RealServer[] = [];
let products: Awaited<ReturnType<typeof serveProducts>> | undefined;

afterAll(async () => {
  await Promise.all(started.map((server) => server.stop()));
  await products?.close();
  rmSync(folder, { recursive: true });
});

/** One of the subgraphs that come with the tests. */
async function startTheirs(name: 'users' | 'inventory'): Promise<{ readonly url: string; readonly file: string }> {
  const server = await startServer({
    command: process.execPath,
    args: () => [join(theirs, 'dist/subgraphs', name, 'index.js')],
    env: (_folder, port) => ({ [`${name.toUpperCase()}_PORT`]: String(port) }),
    health: '/?query=%7B__typename%7D',
    headers: { 'apollo-require-preflight': 'yes' },
  });
  started.push(server);
  return { url: server.url, file: join(theirs, 'dist/subgraphs', name, `${name}.graphql`) };
}

/** Runs them in their own jest. What each test came to, by its name. */
async function runTheirs(env: Readonly<Record<string, string>>): Promise<unknown> {
  const report = join(folder, 'report.json');
  const config = join(folder, 'jest.config.json');
  writeFileSync(
    config,
    JSON.stringify({
      rootDir: theirs,
      testMatch: ['<rootDir>/dist/tests/*.test.js'],
      testPathIgnorePatterns: [],
      haste: { retainAllFiles: true },
      setupFiles: [join(inside, 'known-ports.cjs')],
    }),
  );
  const jest = join(inside, 'node_modules/jest/bin/jest.js');
  const args = [jest, '--config', config, '--json', '--outputFile', report, '--maxWorkers', '1'];
  const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: 'ignore' });
  await once(child, 'exit');
  return JSON.parse(readFileSync(report, 'utf8'));
}

test('23 of 23, in 12 files', async () => {
  const sdl = join(theirs, 'products.graphql');
  products = await serveProducts(sdl);
  const [users, inventory] = await Promise.all([startTheirs('users'), startTheirs('inventory')]);
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, compose({ products: { url: products.url, file: sdl }, users, inventory }));
  const gateway = await startApollo(supergraph);
  started.push(gateway);
  const report = await runTheirs({ PRODUCTS_URL: products.url, ROUTER_URL: gateway.url });
  expect(report).toMatchObject({ numPassedTestSuites: 12, numTotalTests: 23, numPassedTests: 23 });
});
