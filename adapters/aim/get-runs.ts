import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { brokeOff } from './broke-off.ts';
import { addNotes } from './notes.ts';
import { readSplitting, type Answered } from './read-splitting.ts';
import type { RunAccess } from './run-access.ts';
import { partsOf } from './search-runs.ts';
import { mostHashes } from './most-hashes.ts';
import { archivedTest } from './to-native-filter.ts';
import { runReader } from './to-model.ts';
import { toLiteral } from './to-literal.ts';

/** Runs by hash, in order: searches for many at a time, because looking one up costs the server as much. */
export async function getRuns(
  access: RunAccess,
  ids: readonly string[],
): Promise<readonly (Run | RungraphError | null)[]> {
  const chunks = ids.length === 0 ? [] : chunkEvenly([...new Set(ids)], mostHashes);
  const parts = await Promise.all(chunks.map((chunk) => readSplitting(chunk, (hashes) => readRuns(access, hashes))));
  const found = new Map(parts.flatMap((part) => [...part]));
  const runs = [...found.values()].flatMap((run) => (isRungraphError(run) ? [] : [run]));
  for (const run of await addNotes(access, runs)) found.set(run.nativeId, run);
  return ids.map((id) => found.get(id) ?? null);
}

async function readRuns({ client, context, baseUrl }: RunAccess, hashes: readonly string[]): Promise<Answered<Run>> {
  const toRun = runReader({ baseUrl, projection: context.projection });
  const q = `${archivedTest('INCLUDE')} and run.hash in ${toLiteral(hashes)}`;
  const roots = await client.searchRuns(context, { q, limit: hashes.length, offset: null, ...partsOf(context) });
  const found = new Map<string, Run>();
  try {
    for await (const root of roots) found.set(root.key, toRun(root));
  } catch (error) {
    return { found, broke: brokeOff(error) };
  }
  return { found, broke: null };
}
