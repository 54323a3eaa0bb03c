import { join } from 'node:path';
import { environment, startServer, type RealServer } from '../support/server.ts';

/** `aim up` over a repo. */
export function startAim(repo: string, extra: readonly string[] = [], health = healthPath): Promise<RealServer> {
  return startServer({
    command: join(environment('aim'), 'bin', 'aim'),
    args: (port) => ['up', '--host', '127.0.0.1', '--port', String(port), '--repo', repo, '--yes', ...extra],
    env: { AIM_UI_TELEMETRY_ENABLED: '0', PATH: `${join(environment('aim'), 'bin')}:${process.env['PATH'] ?? ''}` },
    health,
  });
}

export const healthPath = '/api/projects/pinned-sequences/';
