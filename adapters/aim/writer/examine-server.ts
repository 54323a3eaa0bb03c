import type { Diagnostic } from '../../../src/contract/adapter.ts';
import type { Capabilities } from '../../../src/contract/capabilities.ts';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { TrackingClient } from './tracking-client.ts';
import { whyNoServer } from './writer.ts';
import { aimCapabilities } from '../capabilities.ts';

/** What is known of writing by way of `aim server`: what the config lacks, or whether it answers. */
export interface ServerFacts {
  /** The table of an Aim source, as far as writing goes. */
  readonly capabilities: Capabilities;
  readonly found: readonly Diagnostic[];
}

/** Versions whose protocol is known: over HTTP since 3.19; 3.29.1 is the last. */
const known = /^3\.(19|2\d)\./;

export async function examineServer(
  tracking: Pick<TrackingClient, 'version'> | undefined,
  address: string | undefined,
  context: UpstreamContext,
): Promise<ServerFacts> {
  if (tracking === undefined || address === undefined) return refused(whyNoServer, []);
  const open = isLoopback(address) ? [] : [openToAll(address)];
  try {
    const version = await tracking.version(context);
    if (!known.test(version)) {
      const why = `the aim server at ${address} is version ${version.slice(0, 40)}; 3.19 to 3.29 can be written to.`;
      return refused(why, [warning('SERVER_VERSION', why, 'Install aim 3.29.1 there.'), ...open]);
    }
    const message = `The aim server at ${address} answers, version ${version}: runs can be moved here.`;
    const told: Diagnostic = { severity: 'INFO', code: 'SERVER_ANSWERS', message, remedy: null, subject: 'server' };
    return { capabilities: aimCapabilities, found: [told, ...open] };
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    const why = `its aim server does not serve. ${error.message}`;
    const remedy = 'Start it beside aim up: aim server --host 127.0.0.1 --repo FOLDER';
    return refused(why, [warning('SERVER_AWAY', `Nothing can be written here: ${why}`, remedy), ...open]);
  }
}

function refused(whyNoWrites: string, found: readonly Diagnostic[]): ServerFacts {
  const { writes: _none, ...reading } = aimCapabilities;
  return { capabilities: { ...reading, whyNoWrites }, found };
}

function openToAll(address: string): Diagnostic {
  const message = `${address} is not on this machine, and aim server has no login: who reaches it can delete every run.`;
  return warning('SERVER_WITHOUT_LOGIN', message, 'Let it listen on 127.0.0.1 alone, and reach it by a tunnel.');
}

function warning(code: string, message: string, remedy: string): Diagnostic {
  return { severity: 'WARNING', code, message, remedy, subject: 'server' };
}

function isLoopback(address: string): boolean {
  return /^\w+:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/.test(address);
}
