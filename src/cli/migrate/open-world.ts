import { everything } from '../../core/access/rights.ts';
import type { MoveWorld } from '../../core/migrate/open-move.ts';
import { openSources } from '../../assemble/open-sources.ts';
import { cacheFolder } from '../cache-folder.ts';
import { openLog, type LogLevel } from '../log.ts';
import { readConfigFile } from '../read-config.ts';
import { spareMemory } from './spare-memory.ts';

export interface WorldOptions {
  readonly config: string;
  readonly logLevel: LogLevel;
  /** Seconds. */
  readonly patience: number;
}

/** The sources of a config, for a move. */
export interface OpenWorld extends MoveWorld {
  /** Ends whatever is under way. */
  readonly abort: AbortController;
  close(): Promise<void>;
}

export async function openWorld({ config, logLevel, patience }: WorldOptions): Promise<OpenWorld> {
  const log = openLog(logLevel);
  spareMemory();
  const plan = await readConfigFile(config);
  const opened = await openSources(plan, { log, folder: cacheFolder(), keepsNothing: true });
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
  return { sources: opened.sources, scope, patienceMs: patience * 1000, abort, close: () => opened.close() };
}
