import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../../support/json-at.ts';

/** A real server that a test started. */
export interface RealServer {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends it at once, in the middle of whatever it does. `stop` must still be called. */
  crash(): void;
  /** Ends it at once, and starts it again with what it has kept, at the same address. */
  restart(): Promise<void>;
}

export interface ServerCommand {
  readonly command: string;
  /** Given a port and a folder of its own. */
  readonly args: (port: number, folder: string) => readonly string[];
  readonly env?:
    Readonly<Record<string, string>> | ((folder: string, port: number) => Readonly<Record<string, string>>);
  /** Answers 200 once the server serves. */
  readonly health: string;
  /** What is sent along when that is asked. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A free one, if left out. */
  readonly port?: number;
}

/** The folder of an environment that `npm run test:live` prepared. */
export function environment(name: string): string {
  const known: unknown = JSON.parse(process.env['RUNGRAPH_LIVE'] ?? '{}');
  const folder = at(known, name);
  if (typeof folder !== 'string') throw new Error('Run the live suite by: npm run test:live');
  return folder;
}

/** Starts a server on a free port of this machine, in a folder that goes when it stops. */
export async function startServer({
  command,
  args,
  env = {},
  health,
  headers = {},
  port: asked,
}: ServerCommand): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-live-'));
  const port = asked ?? (await freePort());
  const log = openSync(join(folder, 'log'), 'w');
  const url = `http://127.0.0.1:${String(port)}`;

  function launch() {
    const child = spawn(command, args(port, folder), {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...(typeof env === 'function' ? env(folder, port) : env) },
    });
    return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
  }

  let { child, ended } = launch();
  const crash = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGTERM');
    const forced = setTimeout(crash, 5000);
    await ended;
    clearTimeout(forced);
    rmSync(folder, { recursive: true, force: true });
  };
  const untilItServes = async (): Promise<void> => {
    for (let waited = 0; waited < 600 && child.exitCode === null; waited += 1) {
      const answered = await fetch(url + health, { headers }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const said = readFileSync(join(folder, 'log'), 'utf8').slice(-3000);
    await stop();
    throw new Error(`${command} did not start:\n${said}`);
  };

  await untilItServes();
  return {
    url,
    stop,
    crash,
    async restart() {
      crash();
      await ended;
      ({ child, ended } = launch());
      await untilItServes();
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
