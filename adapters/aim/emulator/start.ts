import type { Emulator } from '../../../src/contract/tracker.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { openServer } from './open-server.ts';
import { seed, type Tracked } from './seed.ts';

export interface AimEmulatorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The runs it holds. */
  readonly data: SampleData;
  /** What its runs tracked beside metrics; nothing, if left out. */
  readonly tracked?: Tracked;
}

export interface AimEmulator extends Emulator {
  /** Hashes of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
  /** Every request that came, with its query, oldest first. */
  readonly requests: readonly string[];
}

/** A server on loopback that reads as `aim up` of Aim 3.29 does: the same wire, the same language of queries. */
export async function startAimEmulator({ port, data, tracked }: AimEmulatorOptions): Promise<AimEmulator> {
  const { world, runIds } = seed(data, tracked);
  const requests: string[] = [];
  const app = openServer(world, (path) => requests.push(path));
  const url = await app.listen({ port, host: '127.0.0.1' });
  return { url, source: { url }, runIds, requests, close: () => app.close() };
}
