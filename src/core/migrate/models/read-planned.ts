import { isRungraphError, RungraphError } from '../../../contract/error.ts';
import { requireGroup } from '../../sources/groups.ts';
import type { PlannedModel } from '../plan-file.ts';
import type { Side } from '../side.ts';
import { readVersions, type SourceModel } from './read-models.ts';

/** A model with the versions that a plan names. @throws NOT_FOUND where one of them has gone since. */
export async function readPlanned(side: Side, { id, name, versions }: PlannedModel): Promise<SourceModel> {
  const model = await readModel(side, id);
  if (model === null) throw new RungraphError('NOT_FOUND', `The model ${name} is not there any more.`);
  const found = new Map((await readVersions(side, id)).map((version) => [version.nativeId, version]));
  return {
    model,
    versions: versions.map((version) => {
      const own = found.get(version);
      if (own !== undefined) return own;
      throw new RungraphError('NOT_FOUND', `The version ${version} of ${name} is not there any more: plan again.`);
    }),
  };
}

/** Null where there is none. */
export function readModel(side: Side, id: string) {
  return side.ask('getModels', async (adapter, context) => {
    const [found] = await requireGroup(adapter, 'models').getModels(context, [id]);
    if (isRungraphError(found)) throw found;
    return found ?? null;
  });
}
