import { setTimeout as sleep } from 'node:timers/promises';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Num } from '../../../src/contract/value.ts';
import { copyKey, readCopyNote, type CopyNote } from '../bookkeeping.ts';
import { isJsonObject, type JsonObject } from '../flatten-config.ts';
import { parseRunId, type RunKey } from '../ids.ts';
import { readObject } from '../read-fields.ts';
import type { WireBucket, WriteClient } from './write-client.ts';

/** A run that is being written, as the server has it. */
export interface OpenRun {
  readonly key: RunKey;
  /** The server's own id of it. */
  readonly id: string;
  /** The whole config, each value wrapped: whether a server adds to what it has is not known. */
  config: JsonObject;
  tags: readonly string[];
  /** Rows that are there. Null while that is not known for sure. */
  lines: number | null;
  /** The last value of each metric, and what the SDK puts beside them. */
  readonly summary: Map<string, Num>;
}

/** Runs under way, from the first write of this process to the digest. */
export interface OpenRuns {
  created(key: RunKey, bucket: WireBucket): void;
  /** @throws NOT_FOUND where the run has gone. */
  get(context: CallContext, runId: string): Promise<OpenRun>;
  /** How many rows there are, once that does not change any more. */
  countLines(context: CallContext, run: OpenRun): Promise<number>;
  close(runId: string): void;
}

/** A process that was killed may have sent rows that the server has not taken in yet: it is asked twice, so far apart. */
const settleMs = 3_000;

export function openRuns(writes: Pick<WriteClient, 'readRun'>): OpenRuns {
  const open = new Map<string, OpenRun>();

  async function read(context: CallContext, key: RunKey): Promise<WireBucket> {
    const found = await writes.readRun(context, key);
    if (found === null) throw new RungraphError('NOT_FOUND', `The run ${key.run} is not there any more.`);
    return found;
  }

  return {
    created(key, bucket) {
      open.set(`${key.entity}/${key.project}/${key.run}`, toOpenRun(key, bucket, linesOf(bucket) === 0 ? 0 : null));
    },

    async get(context, runId) {
      const known = open.get(runId);
      if (known !== undefined) return known;
      const key = requireRun(runId);
      const found = toOpenRun(key, await read(context, key), null);
      open.set(runId, found);
      return found;
    },

    async countLines(context, run) {
      if (run.lines !== null) return run.lines;
      let lines = linesOf(await read(context, run.key));
      for (;;) {
        await sleep(settleMs, undefined, { signal: context.signal }).catch(() => {
          throw new RungraphError('CANCELLED', 'The call was given up.');
        });
        const now = linesOf(await read(context, run.key));
        if (now === lines) break;
        lines = now;
      }
      run.lines = lines;
      return lines;
    },

    close: (runId) => void open.delete(runId),
  };
}

function toOpenRun(key: RunKey, { id, config, tags }: WireBucket, lines: number | null): OpenRun {
  return { key, id, config: readObject(config), tags: tags ?? [], lines, summary: new Map() };
}

function linesOf({ historyLineCount }: WireBucket): number {
  return historyLineCount ?? 0;
}

/** @throws NOT_FOUND for what no run can be called. */
export function requireRun(runId: string): RunKey {
  const key = parseRunId(runId);
  if (key !== undefined) return key;
  throw new RungraphError('NOT_FOUND', `There is no run "${runId.slice(0, 200)}".`);
}

/** What a copy says of itself. */
export function noteOf({ config }: Pick<OpenRun, 'config'>): CopyNote | undefined {
  const wrapped = config[copyKey];
  return readCopyNote(isJsonObject(wrapped) ? wrapped['value'] : undefined);
}
