import type { Run } from '../../contract/run.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import { requireGroup } from '../sources/groups.ts';
import type { FittedRun } from './fit/fit-run.ts';
import type { MoveItem, Moving } from './moving.ts';

/** Creates a run at the target, and answers its id there. After an answer that was lost it looks whether the run is there. */
export async function createCopy(
  { to, table, nameOf, from }: Moving,
  item: MoveItem,
  fitted: FittedRun,
  { origin, archived }: Run,
): Promise<string> {
  const { projectId, parentCopy: parentId } = item;
  const { name, startedAt, endedAt, user, notes, group, jobType, native } = fitted;
  const own = nameOf(item.id);
  const lookAgain = (): Promise<string | null> =>
    to.ask('findCopies', async (adapter, context) => {
      const copies = await requireGroup(adapter, 'writer').findCopies(context, {
        source: own.slice(0, own.indexOf('/')),
        projects: [projectId],
      });
      return copies.find((copy) => copy.from === own)?.runId ?? null;
    });
  const make = async (adapter: SourceAdapter, context: SourceContext): Promise<string> => {
    const facts = { name, startedAt, endedAt, user, notes, parentId, group, jobType, native };
    const run = { projectId, from: own, origin: origin ?? own, archived, ...facts };
    const { runId } = await requireGroup(adapter, 'writer').createRun(context, run);
    return runId;
  };
  if (table.resumes === 'whole') return to.ask('createRun', make);
  return to.makeOnce('createRun', make, async () => {
    const found = await lookAgain();
    if (found !== null)
      from.scope.log.info({ run: own, copy: found }, 'A run was created although its answer was lost.');
    return found;
  });
}
