import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, startServer, type RealServer } from '../support/server.ts';

export interface AimUp {
  /** More arguments of the command. */
  readonly extra?: readonly string[];
  readonly health?: string;
  /** A free one, if left out. */
  readonly port?: number;
}

/** `aim up` over a repo. */
export function startAim(repo: string, { extra = [], health = healthPath, port }: AimUp = {}): Promise<RealServer> {
  return startServer({
    command: join(environment('aim'), 'bin', 'aim'),
    args: (free) => ['up', '--host', '127.0.0.1', '--port', String(free), '--repo', repo, '--yes', ...extra],
    env: { AIM_UI_TELEMETRY_ENABLED: '0', PATH: pathOf('aim') },
    health,
    ...(port !== undefined && { port }),
  });
}

/** `aim server` over a repo: what SDKs elsewhere send their runs to. */
export function startAimServer(repo: string): Promise<RealServer> {
  return startServer({
    command: join(environment('aim'), 'bin', 'aim'),
    args: (free) => ['server', '--host', '127.0.0.1', '--port', String(free), '--repo', repo, '--yes'],
    env: { AIM_UI_TELEMETRY_ENABLED: '0', PATH: pathOf('aim') },
    health: '/status/',
  });
}

export const healthPath = '/api/projects/pinned-sequences/';

/** `aim ui` of Aim 4, the other product of that name, over an empty repo. */
export function startAim4(): Promise<RealServer> {
  return startServer({
    command: join(environment('aim-4'), 'bin', 'aim'),
    args: (port, folder) => ['ui', '--host', '127.0.0.1', '--port', String(port), '--repo', folder, '--yes'],
    env(folder) {
      const profile = { envs: {}, telemetry: { enable: false, 'warning-shown': true }, 'user-id': 'test' };
      writeFileSync(join(folder, '.aim_profile'), JSON.stringify(profile));
      return { HOME: folder, PATH: pathOf('aim-4') };
    },
    health: '/api/projects/',
  });
}

function pathOf(name: string): string {
  return `${join(environment(name), 'bin')}:${process.env['PATH'] ?? ''}`;
}
