import { RungraphError } from '../../../src/contract/error.ts';
import type { WireRow } from '../wire.ts';
import { historyKeysJson } from '../wire.ts';
import { readObject } from '../read-fields.ts';
import type { RunKey } from '../ids.ts';
import type { HistoryAccess, HistoryAnswer } from './access.ts';
import { readColumns } from './read-columns.ts';
import { openRows, type RowsBuilder } from './rows-builder.ts';

/** Rows of one page where history is read page by page, at the beginning. */
const firstWindow = 1000;
/** The server thins out what has more rows than this. */
const mostWindow = 10_000_000;

/**
 * Every row of one run: the exported files, the live tail, and page by page what neither holds. Where the server tells
 * how many rows there are, it is believed more than its tail.
 */
export async function readWhole(
  access: HistoryAccess,
  run: RunKey,
  metrics: readonly string[],
  answer: HistoryAnswer,
): Promise<RowsBuilder> {
  const rows = openRows(metrics);
  const names = ['_step', '_timestamp', ...metrics];
  const { parquetUrls = [], liveData = [] } = answer.parquetHistory ?? {};
  const files = await Promise.all(parquetUrls.map((url) => readColumns(access.fetcher, access.context, url, names)));
  files.forEach((file) => rows.addColumns(file));
  const exported = files.reduce((sum, file) => sum + file.rows, 0);
  const exportedTo = rows.lastStep();
  liveData.forEach((row) => rows.addRow(row));
  const lines = Number(answer.historyLineCount ?? 0);
  if (exported + liveData.length < lines)
    await readPages(access, run, exportedTo === undefined ? 0 : exportedTo + 1, rows);
  return rows;
}

/** From a step on to the last one. A page may be empty while later steps exist; windows grow where rows are sparse. */
async function readPages(access: HistoryAccess, run: RunKey, from: number, rows: RowsBuilder): Promise<void> {
  const lastStep = await readLastStep(access, run);
  let window = firstWindow;
  for (let step = from; step <= lastStep;) {
    const to = Math.min(step + window, lastStep + 1);
    // As many samples as steps: then nothing is thinned out.
    const answer = await access.ask(run, 'page', { from: step, to, rows: to - step });
    const lines = answer?.history ?? [];
    lines.forEach((line) => rows.addRow(readLine(line)));
    if (lines.length * 4 < window) window = Math.min(mostWindow, window * 4);
    step = to;
  }
}

function readLine(line: string): WireRow {
  try {
    return readObject(line);
  } catch (cause) {
    throw new RungraphError('PROTOCOL', 'A line of history is no JSON.', { detail: line.slice(0, 200), cause });
  }
}

async function readLastStep(access: HistoryAccess, run: RunKey): Promise<number> {
  const answer = await access.ask(run, 'keys', {});
  const parsed = historyKeysJson.safeParse(answer?.historyKeys);
  return parsed.success ? Number(parsed.data.lastStep ?? -1) : -1;
}
