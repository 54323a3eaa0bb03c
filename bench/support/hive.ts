import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/live/support/server.ts';
import type { Child } from './children.ts';

/** What the gateway of others is made of. It is installed when it is first measured, beside this project's own packages. */
const dependencies = {
  '@graphql-hive/gateway': '2.15.1',
  '@graphql-mesh/compose-cli': '1.8.2',
  '@omnigraph/json-schema': '0.112.4',
  graphql: '^16.11.0',
};
const folder = fileURLToPath(new URL('../../node_modules/.cache/rungraph-hive', import.meta.url));

export const hiveDocument =
  '{ page { runs { info { run_id run_name } data { params { key value } metrics { key value } } } } }';

/** Hive Gateway with its response cache, over a page of runs that Mesh made a graph of. */
export async function startHive(): Promise<Child> {
  const tracker = await startTracker();
  const address = tracker.address();
  const page = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  install(page);
  // The samples that Mesh looks at come from the tracker, which is served by this process.
  await finished(spawn('npx', ['mesh-compose', '-o', 'supergraph.graphql'], { cwd: folder, stdio: 'ignore' }));
  const port = await freePort();
  const bin = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  const args = [bin, 'supergraph', 'supergraph.graphql', '--host', '127.0.0.1', '--port', String(port)];
  const gateway = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const url = `http://127.0.0.1:${String(port)}`;
  await untilItAnswers(url);
  return {
    url,
    ask: () => Promise.reject(new Error('nobody answers questions there')),
    async stop() {
      gateway.kill();
      await once(gateway, 'exit');
      tracker.close();
    },
  };
}

/** A stub with values that Mesh reads right: it takes times in milliseconds for integers of 32 bits. */
async function startTracker(): Promise<Server> {
  const pairs = <T>(count: number, name: string, valueOf: (at: number) => T) =>
    Array.from({ length: count }, (_pair, at) => ({ key: `${name}_${String(at)}`, value: valueOf(at) }));
  const runs = Array.from({ length: 100 }, (_run, index) => ({
    info: { run_id: `grid-${String(index)}`, run_name: `grid-${String(index)}` },
    data: {
      params: pairs(60, 'param', (at) => `choice-${String(at)}-${String(index % 5)}`),
      metrics: pairs(30, 'metric', (at) => (index * 31 + at + 0.5) / 977),
    },
  }));
  const body = JSON.stringify({ runs });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function install(page: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('package.json', JSON.stringify({ name: 'rungraph-hive', private: true, type: 'module', dependencies }));
  const operation = { type: 'Query', field: 'page', path: '/', method: 'GET', responseSample: page };
  write(
    'mesh.config.ts',
    `import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';
const operations = [${JSON.stringify({ ...operation, responseTypeName: 'Page' })}];
export const composeConfig = {
  subgraphs: [{ sourceHandler: loadJSONSchemaSubgraph('tracker', { endpoint: '${page}', operations }) }],
};
`,
  );
  write(
    'gateway.config.ts',
    `export const gatewayConfig = {
  cache: { type: 'localforage' },
  responseCaching: { session: () => null, ttl: 600_000 },
};
`,
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: 'ignore' });
}

async function finished(child: ChildProcess): Promise<void> {
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${String(child.exitCode)}`);
}

async function untilItAnswers(url: string): Promise<void> {
  const body = JSON.stringify({ query: hiveDocument });
  for (let waited = 0; waited < 300; waited += 1) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).catch(() => undefined);
    const text = await answer?.text();
    if (text?.startsWith('{"data":{"page":{"runs":[') === true) return;
    await sleep(200);
  }
  throw new Error('Hive Gateway did not answer');
}
