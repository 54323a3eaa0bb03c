import type { Emulator } from '../../../src/contract/tracker.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { ProductLine } from '../sample/product-line.ts';
import { openApiTokens } from './api-tokens.ts';
import { openServer } from './open-server.ts';
import { seed, type SeedOptions } from './seed.ts';

export interface NeptuneEmulatorOptions extends Partial<SeedOptions> {
  /** 0 takes a free one. */
  readonly port: number;
  readonly line: ProductLine;
  /** The runs it holds. */
  readonly data: SampleData;
  readonly workspace?: string;
  /** How long a login lasts. */
  readonly loginMs?: number;
}

export interface NeptuneEmulator extends Emulator {
  readonly apiToken: string;
  /** Native ids of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
  /** Every request that came, with its query, oldest first. */
  readonly requests: readonly string[];
  /** Ends every login. */
  expire(): void;
}

/** A server on loopback that reads as one of Neptune 2.x or 3.x does, by JSON: the same wire, the same query language. */
export async function startNeptuneEmulator(options: NeptuneEmulatorOptions): Promise<NeptuneEmulator> {
  const { port, line, data, workspace = 'acme', loginMs = 300_000, ...more } = options;
  const { world, runIds } = seed(data, { line, workspace, ...more });
  const requests: string[] = [];
  const tokens = openApiTokens(line, loginMs);
  const app = openServer(world, tokens, (path) => requests.push(path));
  const url = await app.listen({ port, host: '127.0.0.1' });
  const apiToken = tokens.issue(url);
  const expire = (): void => tokens.expire();
  return { url, apiToken, source: { url, apiToken }, runIds, requests, expire, close: () => app.close() };
}
