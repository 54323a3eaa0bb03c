import { z } from 'zod';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { WandbFault } from '../fault.ts';
import { rowsPerFile } from '../history/parquet-files.ts';
import { readObject, type JsonObject } from '../json.ts';
import { flattenRow } from './flatten-row.ts';
import { findProject, findRun, storeFile, type StoredRun, type World } from './world.ts';

const chunk = z.object({ offset: z.number().int().min(0), content: z.array(z.string()) });
const body = z.object({
  files: z.record(z.string(), chunk).nullish(),
  uploaded: z.array(z.string()).nullish(),
  complete: z.boolean().nullish(),
  preempting: z.boolean().nullish(),
  exitcode: z.number().int().nullish(),
});

type Chunk = z.infer<typeof chunk>;

export interface StreamAddress {
  readonly entity: string;
  readonly project: string;
  readonly run: string;
}

/** Appends what a running script sends: lines of history and of system metrics, the summary, what it printed. */
export function writeStream(world: World, address: StreamAddress, text: string): JsonObject {
  const run = findRun(findProject(world, address.entity, address.project), address.run);
  if (run === undefined) throw new WandbFault(404, 'run not found');
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success) throw new WandbFault(400, 'malformed file stream');
  const { files, complete, preempting, exitcode } = parsed.data;
  for (const [name, { offset, content }] of Object.entries(files ?? {})) write(world, run, name, { offset, content });
  run.heartbeatAt = world.now();
  if (preempting === true) run.state = 'preempting';
  if (complete === true) finish(run, exitcode ?? 0);
  else run.exported = Math.floor(run.history.length / rowsPerFile) * rowsPerFile;
  return { exitcode: run.exitcode, limits: {}, stopped: false };
}

function finish(run: StoredRun, exitcode: number): void {
  run.exitcode = exitcode;
  run.state = exitcode === 0 ? 'finished' : 'failed';
  run.exported = run.history.length;
}

function write(world: World, run: StoredRun, name: string, { offset, content }: Chunk): void {
  const { writesLinesOver, keepsSummaryFile } = world.traits;
  const put = writesLinesOver ? writeOver : addNew;
  switch (name) {
    case 'wandb-history.jsonl':
      put(
        run.history,
        offset,
        content.map((line) => flattenRow(readObject(line))),
      );
      break;
    case 'wandb-events.jsonl':
      put(run.events, offset, content.map(readObject));
      break;
    case 'output.log':
      put(run.logs, offset, content);
      break;
    case 'wandb-summary.json':
      // The last line counts, whatever its number.
      run.summary = readObject(content.at(-1));
      if (keepsSummaryFile) run.files.set(name, storeFile(Buffer.from(content.at(-1) ?? ''), world.now()));
      break;
    default:
  }
}

/** A line that was sent before is written over: a request may come twice. */
function writeOver<T>(lines: T[], offset: number, content: readonly T[]): void {
  content.forEach((line, index) => {
    lines[Math.min(offset + index, lines.length)] = line;
  });
}

/** The same on a server that believes what it has. */
function addNew<T>(lines: T[], offset: number, content: readonly T[]): void {
  lines.push(...content.slice(Math.max(0, lines.length - offset)));
}
