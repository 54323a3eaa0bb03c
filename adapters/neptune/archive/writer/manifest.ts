import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RungraphError } from '../../../../src/contract/error.ts';
import { openJournal, readJournal, type Journal } from '../../../../src/disk/journal.ts';

const writtenFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });
export type WrittenFile = z.infer<typeof writtenFile>;

const line = z.discriminatedUnion('kind', [
  /** The id of a run that was copied from `from`, so that it has the same one whenever it is begun again. */
  z.object({ kind: z.literal('id'), project: z.string(), run: z.string(), from: z.string() }),
  z.object({
    kind: z.literal('done'),
    project: z.string(),
    run: z.string(),
    from: z.string(),
    digest: z.string(),
    archived: z.boolean(),
    points: z.number(),
    parts: z.array(writtenFile).readonly(),
    files: z.array(writtenFile).readonly(),
  }),
]);
export type ManifestLine = z.infer<typeof line>;
export type DoneRun = Extract<ManifestLine, { kind: 'done' }>;

/** Native id in the archive. */
export function idOf({ project, run }: Pick<DoneRun, 'project' | 'run'>): string {
  return `${project}/${run}`;
}

/** Runs that are complete, in the order of their ids: the last word on each. */
export function doneRuns(lines: readonly ManifestLine[]): readonly DoneRun[] {
  const done = new Map<string, DoneRun>();
  for (const line of lines) if (line.kind === 'done') done.set(idOf(line), line);
  return [...done.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** What an archive says of the runs that were moved into it, line by line, as they were. */
export interface Manifest {
  readonly lines: readonly ManifestLine[];
  /** On the disk when it answers. @throws CONFLICT where another process writes to the archive. */
  append(line: ManifestLine): Promise<void>;
  /** Takes the archive for this process. */
  take(): Promise<void>;
  close(): Promise<void>;
}

export function openManifest(folder: string): Manifest {
  const lock = join(folder, '.lock');
  let lines: ManifestLine[] = [];
  let taking: Promise<Journal> | undefined;

  async function take(): Promise<Journal> {
    await mkdir(folder, { recursive: true });
    const journal = await openJournal(fileOf(folder), {
      file: lock,
      busy(holder) {
        const message = `The archive is being written by ${holder}. If that is gone, remove the file ${lock}.`;
        return new RungraphError('CONFLICT', message);
      },
    });
    lines = journal.lines.flatMap(readLine);
    return journal;
  }

  async function taken(): Promise<Journal> {
    try {
      return await (taking ??= take());
    } catch (error) {
      taking = undefined;
      throw error;
    }
  }

  return {
    get lines() {
      return lines;
    },
    async append(entry) {
      await (await taken()).append(JSON.stringify(entry));
      lines.push(entry);
    },
    async take() {
      await taken();
    },
    async close() {
      await (await taking)?.close();
      taking = undefined;
    },
  };
}

/** What is in it, without taking it. */
export async function readManifest(folder: string): Promise<readonly ManifestLine[]> {
  return (await readJournal(fileOf(folder))).flatMap(readLine);
}

function fileOf(folder: string): string {
  return join(folder, 'runs.jsonl');
}

/** Lines of another version are passed over. */
function readLine(text: string): readonly ManifestLine[] {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
