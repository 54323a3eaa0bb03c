import { setImmediate } from 'node:timers/promises';
import { isRungraphError } from '../../../../src/contract/error.ts';
import { openPart, type Part } from '../parts/open-part.ts';
import { collectRun, type RunCollector } from './collect-run.ts';
import type { PartIndex, PartProblem } from './part-index.ts';
import { columnsFor, readRow } from './read-row.ts';

/**
 * Reads what the index needs of one file: the footer, then row group by row group the columns that its types of rows
 * have. Texts and histograms of series stay unread. What cannot be read is told; the rest is served.
 */
export async function scanPart(file: string, stamp: string, signal: AbortSignal): Promise<PartIndex> {
  let part: Part;
  try {
    part = await openPart(file);
  } catch (error) {
    return { file, stamp, runs: [], problems: [problemOf(error, 'UNREADABLE_FILE')] };
  }
  const runs = new Map<string, RunCollector>();
  const problems: PartProblem[] = [];
  const odd = { rows: 0, types: new Set<string>() };
  if (part.unknownColumns.length > 0) {
    problems.push({ code: 'UNKNOWN_COLUMNS', message: `it has other columns: ${part.unknownColumns.join(', ')}` });
  }
  const rows = part.groupRows.reduce((sum, some) => sum + some, 0);
  if (rows !== part.rows) {
    problems.push({ code: 'UNREADABLE_ROWS', message: `it says that it has ${part.rows} rows, and lists ${rows}` });
  }
  try {
    for (let group = 0; group < part.groupRows.length; group += 1) {
      try {
        await scanGroup(part, group, runs, odd);
      } catch (error) {
        problems.push(problemOf(error, 'UNREADABLE_ROWS'));
      }
      // Decoding holds the thread; others get their turn between two row groups.
      await setImmediate();
      signal.throwIfAborted();
    }
  } finally {
    await part.close();
  }
  if (odd.rows > 0) {
    problems.push({
      code: 'ODD_ROWS',
      message: `${odd.rows} rows lack an id, a path, a step or a value that is theirs`,
    });
  }
  if (odd.types.size > 0) {
    problems.push({ code: 'UNKNOWN_TYPES', message: `attributes of unknown types: ${[...odd.types].join(', ')}` });
  }
  return { file, stamp, runs: [...runs.values()].map((run) => run.finish(file)), problems };
}

type Odd = { rows: number; readonly types: Set<string> };

async function scanGroup(part: Part, group: number, runs: Map<string, RunCollector>, odd: Odd): Promise<void> {
  const rows = part.groupRows[group] ?? 0;
  const { attribute_type: types } = await part.read(group, ['attribute_type']);
  if (types === undefined) {
    odd.rows += rows;
    return;
  }
  const project = part.onlyText(group, 'project_id');
  const run = part.onlyText(group, 'run_id');
  const ids = project === undefined || run === undefined ? (['project_id', 'run_id'] as const) : [];
  const columns = await part.read(group, ['attribute_path', ...ids, ...columnsFor(types)]);
  const collectors = new Map<string, Map<string, RunCollector>>();
  let [lastProject, lastRun]: [unknown, unknown] = [undefined, undefined];
  let collector: RunCollector | undefined;
  for (let row = 0; row < rows; row += 1) {
    const projectId: unknown = ids.length === 0 ? project : columns.project_id?.[row];
    const runId: unknown = ids.length === 0 ? run : columns.run_id?.[row];
    if (projectId !== lastProject || runId !== lastRun) {
      [lastProject, lastRun] = [projectId, runId];
      collector = collectorOf(runs, collectors, projectId, runId);
    }
    const outcome = collector === undefined ? 'odd' : readRow(collector, group, row, types[row], columns, part.cells);
    if (outcome === 'odd') odd.rows += 1;
    if (outcome === 'unknown') odd.types.add(String(types[row]).slice(0, 40));
  }
}

function collectorOf(
  runs: Map<string, RunCollector>,
  inGroup: Map<string, Map<string, RunCollector>>,
  project: unknown,
  run: unknown,
): RunCollector | undefined {
  if (typeof project !== 'string' || typeof run !== 'string' || run === '') return undefined;
  const known = inGroup.get(project)?.get(run);
  if (known !== undefined) return known;
  const key = JSON.stringify([project, run]);
  const collector = runs.get(key) ?? collectRun(project, run);
  runs.set(key, collector);
  inGroup.set(project, (inGroup.get(project) ?? new Map<string, RunCollector>()).set(run, collector));
  return collector;
}

/** What a diagnostic shows of an error: our own words, never a library's. */
function problemOf(error: unknown, damage: PartProblem['code']): PartProblem {
  if (!isRungraphError(error)) throw error;
  return { code: error.code === 'UNSUPPORTED' ? 'FOREIGN_FILE' : damage, message: error.message };
}
