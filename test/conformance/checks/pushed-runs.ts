import type { RunPage } from '../../../src/contract/adapter.ts';
import type { Filter } from '../../../src/contract/filter.ts';
import type { Projection } from '../../../src/contract/projection.ts';
import type { Run } from '../../../src/contract/run.ts';
import { openCall, type SourceCall } from '../../../src/core/sources/open-call.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { quietScope } from '../../support/quiet-scope.ts';

/** Every run that the adapter gives for a filter, without anybody checking again. */
export async function pushedRuns(source: Source, filter: Filter, projection: Projection): Promise<readonly Run[]> {
  const call = openCall(source, quietScope(), projection);
  try {
    const { capabilities } = await call.ready();
    if (capabilities.limits.searchProjects === undefined) return await readPages(call, filter, null);
    const { projects } = await call.directory.list(call.meter);
    return (await Promise.all(projects.map(({ nativeId }) => readPages(call, filter, [nativeId])))).flat();
  } finally {
    call.close();
  }
}

async function readPages(
  call: SourceCall,
  filter: Filter,
  projects: readonly string[] | null,
): Promise<readonly Run[]> {
  const found: Run[] = [];
  let after: string | null = null;
  do {
    const search = { projects, filter, order: null, archived: 'INCLUDE' as const, limit: 100, after };
    const page: RunPage = await call.run('searchRuns', (adapter, context) => adapter.searchRuns(context, search));
    found.push(...page.runs);
    after = page.next;
  } while (after !== null);
  return found;
}
