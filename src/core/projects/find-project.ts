import type { Project } from '../../contract/project.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { openCall } from '../sources/open-call.ts';

/** A project of a source; null where there is none. A list that lacks it is read again. */
export async function findProject(scope: Scope, source: Source, nativeId: string): Promise<Project | null> {
  const call = openCall(source, scope);
  try {
    return await call.run('listProjects', async () => {
      const known = await call.directory.list(call.meter);
      const found = known.byId.get(nativeId) ?? (await call.directory.reload(call.meter)).byId.get(nativeId);
      return found ?? null;
    });
  } finally {
    call.close();
  }
}
