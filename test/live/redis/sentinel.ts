import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/server.ts';
import { end, spawnRedis } from './servers.ts';

/** A primary, its replica, and three Sentinels that watch over them. */
export interface WatchedRedis {
  readonly name: string;
  /** Of the Sentinels. */
  readonly urls: readonly string[];
  /** Ends the primary without a word; the Sentinels then make the replica one. */
  killPrimary(): Promise<void>;
  /** The port of the primary, as the Sentinels know it. */
  primary(): number;
  kill(): Promise<void>;
}

export async function startWatchedRedis(): Promise<WatchedRedis> {
  const name = 'rungraph-test';
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-sentinel-'));
  const [first, second] = [await freePort(), await freePort()];
  const primary = await spawnRedis(first);
  const replica = await spawnRedis(second, ['--replicaof', '127.0.0.1', String(first)]);
  const ports = [await freePort(), await freePort(), await freePort()];
  const sentinels = await Promise.all(
    ports.map((port) => {
      const file = join(folder, `${String(port)}.conf`);
      const watched = `sentinel monitor ${name} 127.0.0.1 ${String(first)} 2`;
      writeFileSync(
        file,
        `${watched}\nsentinel down-after-milliseconds ${name} 800\nsentinel failover-timeout ${name} 4000\n`,
      );
      return spawnRedis(port, ['--sentinel'], file);
    }),
  );
  const ask = (...words: string[]): string =>
    execFileSync('redis-cli', ['-p', String(ports[0]), 'sentinel', ...words]).toString();
  for (let waited = 0; !/num-slaves\s+1\n[^]*num-other-sentinels\s+2\n/.test(ask('master', name)); waited += 1) {
    if (waited > 150) throw new Error('the Sentinels did not find each other');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    name,
    urls: ports.map((port) => `redis://127.0.0.1:${String(port)}`),
    killPrimary: () => end(primary),
    primary: () => Number(ask('get-master-addr-by-name', name).split('\n')[1]),
    async kill() {
      await Promise.all([...sentinels, replica, primary].map(end));
      rmSync(folder, { recursive: true });
    },
  };
}
