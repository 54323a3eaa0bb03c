import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { codeOf } from '../../../src/disk/code-of.ts';

/** A line of the exporter's error report: something of a run that was not exported. */
const record = z.object({
  project_id: z.string(),
  run_id: z.string().nullish(),
  /** Null: everything of the type, or of the run. */
  attribute_path: z.string().nullish(),
  attribute_type: z.string().nullish(),
  /** The class of the exception and nothing else. */
  exception: z.string().nullish(),
});
export type ExportError = z.infer<typeof record>;

export interface ErrorReport {
  /** Null: none was named. */
  readonly file: string | null;
  /** By native id of the run; those of no run under their project. */
  readonly byRun: ReadonlyMap<string, readonly ExportError[]>;
  /** Why the report, or lines of it, could not be read; null where all were. */
  readonly problem: string | null;
}

/** Reads the report, which the exporter appends to for ever and which all exports of a folder share. */
export async function readErrorReport(file: string | null): Promise<ErrorReport> {
  if (file === null) return { file, byRun: new Map(), problem: null };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { file, byRun: new Map(), problem: `it cannot be read (${codeOf(error)})` };
  }
  const byRun = new Map<string, ExportError[]>();
  let broken = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = record.safeParse(parseLine(line));
    if (!parsed.success) {
      broken += 1;
      continue;
    }
    const { project_id: project, run_id: run } = parsed.data;
    const key = run === null || run === undefined ? project : `${project}/${run}`;
    byRun.set(key, [...(byRun.get(key) ?? []), parsed.data]);
  }
  return { file, byRun, problem: broken === 0 ? null : `${broken} of its lines are not records` };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
