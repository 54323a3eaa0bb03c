import type { Run } from '../../src/contract/run.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import type { RunAccess } from './run-access.ts';
import { mostHashes } from './most-hashes.ts';
import { archivedTest } from './to-native-filter.ts';
import { withNotes } from './to-model.ts';
import { toLiteral } from './to-literal.ts';

/**
 * Adds Aim's own notes to runs, where what has no field was asked for. Notes are read run by run, so the server is first
 * asked which runs have any.
 */
export async function addNotes(access: RunAccess, runs: readonly Run[]): Promise<readonly Run[]> {
  const { client, context } = access;
  if (!context.projection.parts.includes('native') || runs.length === 0) return runs;
  const noted = new Set<string>();
  for (const chunk of chunkEvenly(runs, mostHashes)) {
    const hashes = toLiteral(chunk.map(({ nativeId }) => nativeId));
    const q = `${archivedTest('INCLUDE')} and run.hash in ${hashes} and len(run.notes) > 0`;
    const query = { q, limit: chunk.length, offset: null, params: false, traces: false, systemParams: false };
    for await (const { key } of await client.searchRuns(context, query)) noted.add(key);
  }
  return Promise.all(
    runs.map(async (run) => withNotes(run, noted.has(run.nativeId) ? await client.notes(context, run.nativeId) : [])),
  );
}
