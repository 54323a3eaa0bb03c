import type { Run } from '../../../src/contract/run.ts';
import type { WireEntry } from '../wire.ts';
import { inheritedMetrics } from './inherited-metrics.ts';
import { pathsOf, shortIdOf, type RunAccess } from './run-access.ts';
import { toRun } from './to-run.ts';

/** Entries of a search as runs, in order, with what the projection asks for: on 3.x a second call where that is all. */
export async function toRuns(
  access: RunAccess,
  project: string,
  entries: readonly WireEntry[],
): Promise<readonly Run[]> {
  const { client, context, hashing, line, stitched } = access;
  const shortIds = entries.flatMap(({ attributes }) => shortIdOf(attributes) ?? []);
  const rest =
    pathsOf(access) === null && line === '3.x' && shortIds.length > 0
      ? await client.attributes(context, project, { shortIds })
      : undefined;
  const all = entries.map(({ attributes }) => rest?.get(shortIdOf(attributes) ?? '') ?? attributes);
  const inherited = stitched && line === '3.x' ? await inheritedMetrics(access, project, all) : undefined;
  return all.flatMap((attributes) => {
    const metrics = inherited?.get(shortIdOf(attributes) ?? '') ?? null;
    return toRun(attributes, { hashing, line, project, parts: context.projection.parts, metrics }) ?? [];
  });
}
