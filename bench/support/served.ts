import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './children.ts';

/** Gateways of one config, each in a process of its own. */
export interface Served {
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Starts so many gateways of a config, as `rungraph serve` runs them. */
export async function startServed(config: unknown, count: number): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-bench-'));
  const file = join(folder, 'rungraph.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config));
  const module = new URL('served-child.ts', import.meta.url);
  const children = await Promise.all(Array.from({ length: count }, () => startChild(module, file)));
  return {
    urls: children.map(({ url }) => url),
    async stop() {
      await Promise.all(children.map((child) => child.stop()));
      rmSync(folder, { recursive: true });
    },
  };
}
