import { z } from 'zod';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { WandbFault } from '../fault.ts';
import { rowsPerFile } from '../history/parquet-files.ts';
import { readObject, type JsonObject } from '../json.ts';
import { flattenRow } from './flatten-row.ts';
import { findProject, findRun, type StoredRun, type World } from './world.ts';

const chunk = z.object({ offset: z.number().int().min(0), content: z.array(z.string()) });
const body = z.object({
  files: z.record(z.string(), chunk).nullish(),
  uploaded: z.array(z.string()).nullish(),
  complete: z.boolean().nullish(),
  preempting: z.boolean().nullish(),
  exitcode: z.number().int().nullish(),
});

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
  for (const [name, { offset, content }] of Object.entries(files ?? {})) write(run, name, offset, content);
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

function write(run: StoredRun, name: string, offset: number, content: readonly string[]): void {
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
      break;
    default:
  }
}

/** A line that was sent before is written over: a request may come twice. */
function put<T>(lines: T[], offset: number, content: readonly T[]): void {
  content.forEach((line, index) => {
    lines[Math.min(offset + index, lines.length)] = line;
  });
}
