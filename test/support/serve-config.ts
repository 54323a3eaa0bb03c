import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGateway } from '../../src/cli/open-gateway.ts';
import { serve } from '../../src/server/serve.ts';
import { quietLog } from './quiet-scope.ts';

/** A whole gateway, over HTTP. */
export interface ServedConfig {
  readonly url: string;
  close(): Promise<void>;
}

/** The gateway of a config, as `rungraph serve` runs it, in this process. */
export async function serveConfig(config: object): Promise<ServedConfig> {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-config-'));
  const file = join(folder, 'rungraph.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config));
  const { gateway, config: read } = await openGateway(file, quietLog);
  const server = await serve(gateway, { host: '127.0.0.1', port: 0, auth: read.auth, limits: read.limits });
  return {
    url: server.url,
    async close() {
      await server.close();
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}
