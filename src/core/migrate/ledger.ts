import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { openJournal, readJournal } from '../../disk/journal.ts';
import { notWritten } from '../../disk/not-written.ts';
import { lossCounts } from './plan-file.ts';

const at = z.string();
const run = z.string();

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at, pid: z.number() }),
  z.object({ kind: z.literal('project'), name: z.string(), id: z.string() }),
  z.object({ kind: z.literal('created'), run, id: z.string() }),
  z.object({ kind: z.literal('file'), run, target: z.string(), bytes: z.number(), sha256: z.string() }),
  z.object({
    kind: z.literal('done'),
    at,
    run,
    id: z.string(),
    digest: z.string(),
    points: z.number(),
    files: z.number(),
    bytes: z.number(),
    losses: lossCounts,
    ms: z.number(),
    changed: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), at, run, id: z.string().nullable(), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('skipped'), at, run, why: z.string() }),
  z.object({
    kind: z.literal('model'),
    at,
    /** Native id at the source. */
    model: z.string(),
    /** At the target; null where it has no registry. */
    id: z.string().nullable(),
    versions: z.number(),
    losses: lossCounts,
  }),
  z.object({ kind: z.literal('modelFailed'), at, model: z.string(), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('ended'), at, stopped: z.boolean() }),
]);
export type LedgerLine = z.infer<typeof line>;

/** What a move has decided and done, line by line, each on the disk before anything is built on it. */
export interface Ledger {
  /** Those that were there when it was opened. */
  readonly lines: readonly LedgerLine[];
  /** Rejects where it is not on the disk. The move ends then: what is not noted would be done again. */
  append(line: LedgerLine): Promise<void>;
  /** Whether a line could not be written. */
  isBroken(): boolean;
  /** Gives it to the next one. */
  close(): Promise<void>;
}

/** The ledger of a plan lies beside it. */
export function ledgerOf(plan: string): string {
  return `${plan.replace(/\.json$/, '')}.ledger.jsonl`;
}

/** @throws CONFLICT where another process writes to it. */
export async function openLedger(file: string): Promise<Ledger> {
  const lock = `${file}.lock`;
  const journal = await openJournal(file, {
    file: lock,
    busy(holder) {
      const message = `This plan is being moved by ${holder}. Wait for it, or, if it is gone, remove ${lock}.`;
      return new RungraphError('CONFLICT', message);
    },
  });
  let broken = false;
  try {
    return {
      lines: parseLines(file, journal.lines),
      async append(entry) {
        try {
          await journal.append(JSON.stringify(entry));
        } catch (error) {
          broken = true;
          throw notWritten(`the ledger ${file}`, error);
        }
      },
      isBroken: () => broken,
      close: () => journal.close(),
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** Reads a ledger that somebody else may be writing. */
export async function readLedger(file: string): Promise<readonly LedgerLine[]> {
  return parseLines(file, await readJournal(file));
}

function parseLines(file: string, texts: readonly string[]): readonly LedgerLine[] {
  return texts.map((text, index) => parseLine(file, text, index + 1));
}

function parseLine(file: string, text: string, number: number): LedgerLine {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    const message = `${file}:${number} is no line of a ledger. Restore it, or move it away: the target tells what is complete.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
}
