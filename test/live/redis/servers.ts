import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/server.ts';

/** A real Redis that a test may kill, freeze and start again at the same port. */
export interface RealRedis {
  readonly url: string;
  /** Ends it without a word. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  restart(): Promise<void>;
}

export async function startRedis(more: readonly string[] = []): Promise<RealRedis> {
  const port = await freePort();
  let child = await spawnRedis(port, more);
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    kill: () => end(child),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async restart() {
      child = await spawnRedis(port, more);
    },
  };
}

/** Three servers that share the keys among them. */
export interface RealCluster {
  readonly urls: readonly string[];
  /** Ends one of them without a word. */
  killOne(): Promise<void>;
  kill(): Promise<void>;
}

export async function startCluster(): Promise<RealCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-cluster-'));
  const ports = await clusterPorts(3);
  const servers = await Promise.all(
    ports.map((port) => {
      const own = ['--cluster-enabled', 'yes', '--cluster-config-file', join(folder, `${String(port)}.conf`)];
      return spawnRedis(port, [...own, '--cluster-announce-ip', '127.0.0.1', '--dir', folder]);
    }),
  );
  const addresses = ports.map((port) => `127.0.0.1:${String(port)}`);
  execFileSync('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'], { stdio: 'ignore' });
  await waitForSlots(ports);
  return {
    urls: addresses.map((address) => `redis://${address}`),
    killOne: () => end(servers.at(-1)),
    async kill() {
      await Promise.all(servers.map(end));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Free ports whose cluster bus, 10,000 above, is free too: both are below 32,768, where the kernel takes ports for
 * connections that anybody opens.
 */
async function clusterPorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = 20_000 + Math.floor(Math.random() * 2_700);
    if (!ports.includes(port) && !(await answers(port)) && !(await answers(port + 10_000))) ports.push(port);
  }
  return ports;
}

async function waitForSlots(ports: readonly number[]): Promise<void> {
  const isUp = (port: number): boolean =>
    execFileSync('redis-cli', ['-p', String(port), 'cluster', 'info']).includes('cluster_state:ok');
  for (let waited = 0; waited < 100; waited += 1) {
    if (ports.every(isUp)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the cluster did not form');
}

/** Starts a server that keeps nothing on disk; `file` is a config of its own, that it may write to. */
export async function spawnRedis(port: number, more: readonly string[] = [], file?: string): Promise<ChildProcess> {
  const own = ['--port', String(port), '--bind', '127.0.0.1'];
  const memoryOnly = file === undefined ? ['--save', '', '--appendonly', 'no'] : [];
  const args = [...(file === undefined ? [] : [file]), ...own, ...memoryOnly, ...more];
  // A primary hands its data to replicas by a file where it stands, and a server that starts there would read it.
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-redis-'));
  const child = spawn('redis-server', args, { cwd: folder, stdio: 'ignore' });
  child.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (let waited = 0; waited < 200 && child.exitCode === null; waited += 1) {
    if (await answers(port)) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('redis-server did not start');
}

/** Ends a server without a word. */
export async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
