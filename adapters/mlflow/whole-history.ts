import { RungraphError, isRungraphError } from '../../src/contract/error.ts';
import type { Points } from '../../src/contract/series.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { historyRows } from './client.ts';
import { toHistory, type History, type HistoryReader } from './history.ts';
import type { WirePoint } from './wire.ts';

/**
 * Every point of one metric of many runs: in bulk where the server can, which is several times faster, and page by
 * page where it cannot or where one run alone is more than a bulk answer holds.
 */
export async function readWhole(reader: HistoryReader, metric: string, runIds: readonly string[]): Promise<History> {
  if (!reader.dialect.bulkHistory) return readEachPaged(reader, metric, runIds);
  const idLength = Math.max(...runIds.map((id) => id.length));
  const chunks = chunkEvenly(runIds, reader.client.runsPerCall(metric, idLength));
  const parts = await Promise.all(chunks.map((chunk) => readChunk(reader, metric, chunk)));
  return new Map(parts.flatMap((part) => [...part]));
}

async function readChunk(reader: HistoryReader, metric: string, runIds: readonly string[]): Promise<History> {
  let rows: readonly WirePoint[];
  try {
    rows = await reader.client.getHistoryBulk(reader.context, runIds, metric);
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    if (error.code === 'PROTOCOL') return readEachPaged(reader, metric, runIds);
    return new Map(runIds.map((runId) => [runId, error]));
  }
  if (rows.length < historyRows) return toHistory(runIds, rows);
  return readCutOff(reader, metric, runIds, rows);
}

/**
 * A full answer is one that was cut off, silently and somewhere in the last run that it names: runs before that one
 * are whole, and the rest is asked for again in parts that should fit.
 */
async function readCutOff(
  reader: HistoryReader,
  metric: string,
  runIds: readonly string[],
  rows: readonly WirePoint[],
): Promise<History> {
  const cut = rows.at(-1)?.run_id ?? runIds[0] ?? '';
  const whole = [...new Set(rows.map((row) => row.run_id ?? ''))].filter((runId) => runId !== cut);
  const done = toHistory(whole, rows);
  done.delete(cut);
  const rest = runIds.filter((runId) => runId !== cut && !whole.includes(runId));
  const wholeRows = rows.filter((row) => row.run_id !== cut).length;
  const fitting = whole.length === 0 ? 1 : Math.max(1, Math.floor((0.8 * historyRows * whole.length) / wholeRows));
  const again = whole.length === 0 ? rest : [cut, ...rest];
  const parts = await Promise.all([
    ...(whole.length === 0 ? [readEachPaged(reader, metric, [cut])] : []),
    ...chunkEvenly(again, fitting).map((chunk) => readChunk(reader, metric, chunk)),
  ]);
  return new Map([...done, ...parts.flatMap((part) => [...part])]);
}

async function readEachPaged(reader: HistoryReader, metric: string, runIds: readonly string[]): Promise<History> {
  return new Map(
    await Promise.all(runIds.map(async (runId) => [runId, await readPaged(reader, metric, runId)] as const)),
  );
}

/**
 * The same, where points that are equal in step and time are in the order that they were logged in: bulk answers sort
 * them by value, and get-history does not. Series without any such are read once.
 */
export async function readAsLogged(reader: HistoryReader, metric: string, runIds: readonly string[]): Promise<History> {
  const history = await readWhole(reader, metric, runIds);
  const tied = [...history].filter(([, points]) => !isRungraphError(points) && hasTies(points)).map(([runId]) => runId);
  return new Map([...history, ...(await readEachPaged(reader, metric, tied))]);
}

function hasTies({ steps, timestamps }: Points): boolean {
  return timestamps.some((time, at) => at > 0 && time === timestamps[at - 1] && steps[at] == steps[at - 1]);
}

async function readPaged(
  { client, context }: HistoryReader,
  metric: string,
  runId: string,
): Promise<Points | RungraphError> {
  const rows: WirePoint[] = [];
  let after: string | null = null;
  try {
    do {
      const page = await client.getHistory(context, runId, metric, after);
      if (page.next !== null && (page.next === after || page.items.length === 0)) {
        throw new RungraphError('PROTOCOL', 'get-history answered the same page position twice.');
      }
      rows.push(...page.items);
      after = page.next;
    } while (after !== null);
    return toHistory([runId], rows).get(runId) ?? new RungraphError('INTERNAL', 'A run was lost while it was read.');
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
