import type { RungraphError } from '../../contract/error.ts';
import { isRungraphError } from '../../contract/error.ts';
import { everything } from '../../core/access/rights.ts';
import type { MoveWorld } from '../../core/migrate/open-move.ts';
import type { Gateway } from '../../graphql/gateway.ts';
import { CommandError, exitCodes, type ExitCode } from '../exit-codes.ts';
import { openLog, type LogLevel } from '../log.ts';
import { openGateway } from '../open-gateway.ts';

export interface WorldOptions {
  readonly config: string;
  readonly logLevel: LogLevel;
  /** Seconds. */
  readonly patience: number;
}

/** The sources of a config, for a move. */
export interface OpenWorld extends MoveWorld {
  readonly gateway: Gateway;
  /** Ends whatever is under way. */
  readonly abort: AbortController;
}

export async function openWorld({ config, logLevel, patience }: WorldOptions): Promise<OpenWorld> {
  const log = openLog(logLevel);
  const { gateway } = await openGateway(config, log);
  const abort = new AbortController();
  const scope = {
    signal: abort.signal,
    header: () => null,
    traceId: `migrate-${process.pid}`,
    // The holder of the config may do with its sources what their credentials allow.
    rights: everything,
    noCache: true,
    log,
    now: Date.now,
  };
  return { gateway, sources: gateway.sources, scope, patienceMs: patience * 1000, abort };
}

/** Codes that say that the command was wrong, and not a tracker. */
const usage: readonly RungraphError['code'][] = ['INVALID_QUERY', 'NOT_FOUND', 'UNSUPPORTED', 'CONFLICT'];

/** Says what went wrong to the person who typed the command. */
export async function told(command: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await command();
  } catch (error) {
    if (!isRungraphError(error) || error.code === 'INTERNAL') throw error;
    throw new CommandError(error.message, usage.includes(error.code) ? exitCodes.usage : exitCodes.failed);
  }
}
