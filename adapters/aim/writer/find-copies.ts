import type { CallContext } from '../../../src/contract/context.ts';
import type { Copy, CopySearch } from '../../../src/contract/writer.ts';
import { isCopyFrom } from '../../../src/kit/is-copy-from.ts';
import { copyKey, readCopyNote } from '../bookkeeping.ts';
import type { AimClient, RunsQuery } from '../client.ts';
import { experimentTest } from '../experiment-test.ts';
import { archivedTest } from '../to-native-filter.ts';
import { toLiteral } from '../to-literal.ts';
import { runEntry } from '../wire.ts';

/** Runs of one page of copies. */
const pageRuns = 1000;

/** All copies in some projects that `aim up` has in its index. A copy that was made a moment ago may be missing. */
export async function findCopies(
  client: AimClient,
  context: CallContext,
  { source, projects }: CopySearch,
): Promise<readonly Copy[]> {
  const within = await experimentTest(context, projects);
  if (within === null) return [];
  const note = `isinstance(run[${toLiteral(copyKey)}, "from"], str)`;
  const q = [archivedTest('INCLUDE'), note, ...within].join(' and ');
  const copies = new Map<string, Copy>();
  let offset: string | null = null;
  for (;;) {
    const before: number = copies.size;
    let listed = 0;
    const query: RunsQuery = { q, limit: pageRuns, offset, params: true, traces: false, systemParams: false };
    for await (const { key: runId, value } of await client.searchRuns(context, query)) {
      listed += 1;
      offset = runId;
      const { props, params } = runEntry.parse(value);
      const told = readCopyNote(params?.[copyKey]);
      if (told === undefined || !projects.includes(props.experiment?.id ?? '')) continue;
      const { from, digest = null } = told;
      copies.set(runId, { runId, from, digest, archived: props.archived ?? false });
    }
    // The server starts anew behind a run that has gone.
    if (listed < pageRuns || copies.size === before) break;
  }
  return [...copies.values()].filter((copy) => isCopyFrom(copy, source));
}
