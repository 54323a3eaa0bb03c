import pc from 'picocolors';
import type { AuthSettings } from '../config/auth-settings.ts';
import type { Log } from '../contract/tracker.ts';
import { isLoopback } from '../server/auth/caller.ts';
import { serve as startServer, type RunningServer, type ServeOptions } from '../server/serve.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { exportsFolder } from './cache-folder.ts';
import { openLog, type LogLevel } from './log.ts';
import { openPoints } from './open-points.ts';
import { openGateway } from './open-gateway.ts';
import { untilStopped } from './until-stopped.ts';

export interface ServeCommandOptions {
  readonly config: string;
  readonly port?: number;
  readonly host?: string;
  readonly logLevel: LogLevel;
}

/** `rungraph serve`: the gateway over HTTP, until it is told to stop. */
export async function serve({ config: file, port, host, logLevel }: ServeCommandOptions): Promise<ExitCode> {
  const log = openLog(logLevel);
  const { gateway, config } = await openGateway(file, log);
  const address = { host: host ?? config.server.host, port: port ?? config.server.port };
  const {
    server: { drainMs, graceMs, cors },
    auth,
    limits,
    exports,
  } = config;
  try {
    const kept = { ...exports, folder: exports.folder ?? exportsFolder() };
    const server = await listen(gateway, { ...address, drainMs, graceMs, cors, auth, limits, exports: kept, log });
    // Before anybody is told that it runs, and may end it.
    const stopped = untilStopped();
    const names = [...gateway.sources.keys()].join(', ');
    // The page for browsers is closed in production.
    const page = gateway.isProduction ? '' : ` (try it in a browser: ${server.url})`;
    process.stdout.write(`Rungraph serves ${names} at ${server.url}/graphql${page}\n`);
    warnOfOpenDoor(address.host, auth, log);
    if (config.server.profile === 'production') tellOpenPoints(openPoints(config), log);
    log.info({ url: server.url, sources: [...gateway.sources.keys()] }, 'Rungraph serves.');
    const signal = await stopped;
    log.info({ signal, drainMs: signal === 'SIGTERM' ? drainMs : 0, graceMs }, 'Rungraph was told to stop.');
    // Who presses Ctrl-C sits before it: no balancer has to learn of the end first.
    await server.close(signal === 'SIGINT');
    log.info({}, 'Rungraph has stopped.');
    return exitCodes.ok;
  } finally {
    await gateway.close();
  }
}

/** What is still to be done before a gateway stands in production. */
function tellOpenPoints(points: readonly string[], log: Log): void {
  for (const point of points) log.warn({}, point);
  const list = points.map((point) => `  - ${point}\n`).join('');
  process.stdout.write(points.length === 0 ? 'Production: nothing is open.\n' : `Production, still open:\n${list}`);
}

/** In the log and on the screen: who is let in by mistake, and who finds a closed door. */
function warnOfOpenDoor(host: string, { keys, jwt, anonymous }: AuthSettings, log: Log): void {
  if (isLoopback(host)) return;
  const reads = (anonymous?.scopes.length ?? 0) > 0;
  if (!reads && keys.length + jwt.length > 0) return;
  const message = reads
    ? `The gateway listens on ${host}, and auth.anonymous lets in everybody who reaches it, with these scopes: ${anonymous?.scopes.join(', ') ?? ''}.`
    : `The gateway listens on ${host} and lets nobody in: auth in the config has neither keys nor jwt. Make a key by rungraph key create, or write auth: { anonymous: { scopes: ['read:*'] } } to let everybody read.`;
  log.warn({ host }, message);
  process.stdout.write(`${pc.red(pc.bold('WARNING'))} ${message}\n`);
}

/** @throws CommandError where the address cannot be listened on. */
export async function listen(gateway: Gateway, address: ServeOptions): Promise<RunningServer> {
  try {
    return await startServer(gateway, address);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const where = `${address.host}:${address.port}`;
    if (code === 'EADDRINUSE') throw new CommandError(`${where} is in use already; choose another port with --port.`);
    if (code === 'EACCES') throw new CommandError(`${where} may not be listened on; choose a port above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CommandError(`${address.host} is no address of this machine.`);
    throw error;
  }
}
