import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { sdl } from '../../../src/generated/sdl.ts';
import { subgraphSdl } from '../../../src/graphql/federation/subgraph-sdl.ts';
import { createKey } from '../../../src/server/auth/api-keys.ts';
import { serveConfig } from '../../support/serve-config.ts';
import { environment, freePort, startServer, type RealServer } from '../support/server.ts';

/** Puts subgraphs together: a file of each one's SDL by its name, and where it is served. @throws with what does not fit. */
export function compose(subgraphs: Readonly<Record<string, { readonly url: string; readonly file: string }>>): string {
  const named = Object.entries(subgraphs).map(([name, { url, file }]) => `${name}=${url} ${file}`);
  const compose = join(environment('federation'), 'compose.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compose, ...named], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The subgraphs of two teams behind one address, and a way to ask each gateway. */
export interface Supergraph {
  /** Runs of the one source that answers, by their keys. */
  readonly refs: ReadonlyMap<string, string>;
  /** Where the gateway of this project answers by itself. */
  readonly direct: string;
  /** Starts a gateway of others in front. Where it answers. */
  start(gateway: GatewayName): Promise<string>;
  /** Reads everything. */
  readonly key: string;
  /** Reads the project of one team alone. */
  readonly otherKey: string;
  close(): Promise<void>;
}

export type GatewayName = 'apollo' | 'hive' | 'hive-rust';

const at = Date.UTC(2026, 0, 1);
const runs = Array.from({ length: 120 }, (_run, n) =>
  plainRun({
    key: `run-${String(n)}`,
    project: n % 2 === 0 ? 'vision' : 'language',
    name: `run ${String(n)}`,
    startedAt: at + n * 60_000,
    endedAt: at + n * 60_000 + 1_000,
    user: n % 2 === 0 ? 'ada' : 'grace',
    params: [{ key: 'lr', value: n / 1000 }],
    metrics: [{ key: 'loss', context: {}, points: [{ step: 0, value: 1 / (n + 1), timestamp: at }] }],
  }),
);
const projects = ['vision', 'language'].map((name) => ({ name, description: `of ${name}`, createdAt: at }));

/** One source that answers, one that does not, and the people of another team. */
export async function openSupergraph(): Promise<Supergraph> {
  const tracker = await startMlflowEmulator({ port: 0, data: { projects, runs } });
  const [key, otherKey] = [createKey(), createKey()];
  const keys = [
    { id: 'all', hash: key.hash, scopes: ['read:*'] },
    { id: 'language', hash: otherKey.hash, scopes: ['read:shop/language'] },
  ];
  const own = await serveConfig({
    server: { federation: true },
    auth: { keys },
    sources: {
      shop: { tracker: 'mlflow', url: tracker.url, freshMs: { lists: 600_000 } },
      down: { tracker: 'mlflow', url: `http://127.0.0.1:${String(await freePort())}`, deadlineMs: 2_000 },
    },
  });
  const refs = new Map([...tracker.runIds].map(([name, id]) => [name, `shop/${id}`]));
  const pinned = ['run-0', 'run-2', 'run-1'].map((name) => refs.get(name));
  const inside = environment('federation');
  const people = await startChild([join(inside, 'people.js')], [JSON.stringify([...pinned, 'shop/missing'])]);
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-federation-'));
  const file = join(folder, 'runs.graphql');
  writeFileSync(file, subgraphSdl(sdl));
  const supergraph = join(folder, 'supergraph.graphql');
  const known = { url: people.url, file: join(inside, 'people.graphql') };
  writeFileSync(supergraph, compose({ runs: { url: `${own.url}/graphql`, file }, people: known }));
  const started: RealServer[] = [people];

  async function start(name: GatewayName): Promise<string> {
    const server = name === 'apollo' ? await startApollo(supergraph) : await startHive(supergraph, name);
    started.push(server);
    return name === 'apollo' ? server.url : `${server.url}/graphql`;
  }

  return {
    refs,
    direct: `${own.url}/graphql`,
    start,
    key: key.key,
    otherKey: otherKey.key,
    async close() {
      await Promise.all(started.map((server) => server.stop()));
      await own.close();
      await tracker.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const health = '/?query=%7B__typename%7D';

function startChild(command: readonly string[], more: readonly string[]): Promise<RealServer> {
  const headers = { 'apollo-require-preflight': 'yes' };
  return startServer({
    command: process.execPath,
    args: (port) => [...command, String(port), ...more],
    health,
    headers,
  });
}

/** Apollo's gateway over the supergraph in a file. */
export function startApollo(supergraph: string): Promise<RealServer> {
  return startChild([join(environment('federation'), 'apollo-gateway.js')], [supergraph]);
}

/** Hive Gateway over the supergraph in a file, with its planner in JavaScript or in Rust. */
export function startHive(supergraph: string, name: 'hive' | 'hive-rust'): Promise<RealServer> {
  const inside = environment('federation');
  const bin = join(inside, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  return startServer({
    command: process.execPath,
    args: (port) => [
      bin,
      ...['supergraph', supergraph, '--config-path', join(inside, 'hive.config.js')],
      ...['--host', '127.0.0.1', '--port', String(port)],
    ],
    env: { PLANNER: name === 'hive-rust' ? 'rust' : 'js' },
    health: '/readiness',
  });
}
