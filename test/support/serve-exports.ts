import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualExports, type ExportsSettings } from '../../src/server/exports/exports-settings.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { cachedGateway, type CachedGateway, type CachedGatewayOptions } from './cached-gateway.ts';
import type { MemoryTracker } from './memory-adapter.ts';

export interface ServedExports extends CachedGateway {
  readonly server: RunningServer;
  /** Where its files lie. */
  readonly folder: string;
  /** Asks for /export/ and the path behind it. */
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly post: (path: string, question: object) => Promise<Response>;
  close(): Promise<void>;
}

/** A gateway over trackers in memory, for tests that export. */
export async function serveExports(
  trackers: Readonly<Record<string, MemoryTracker>>,
  settings: Partial<ExportsSettings> = {},
  options: CachedGatewayOptions = {},
): Promise<ServedExports> {
  const made = await cachedGateway(trackers, options);
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-exports-'));
  const server = await serve(made.gateway, {
    host: '127.0.0.1',
    port: 0,
    exports: { ...usualExports, folder, ...settings },
  });
  const get = (path: string, init?: RequestInit) => fetch(`${server.url}/export/${path}`, init);
  return {
    ...made,
    server,
    folder,
    get,
    post: (path, question) =>
      get(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
      }),
    async close() {
      await server.close();
      await made.gateway.close();
      await made.cache.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
