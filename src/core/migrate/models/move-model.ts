import { isRungraphError } from '../../../contract/error.ts';
import type { NewVersion, VersionThere } from '../../../contract/model-writer.ts';
import { requireGroup } from '../../sources/groups.ts';
import type { SourceAdapter, SourceContext } from '../../call/source-context.ts';
import { openTally, refuseOthers, type LossCounts } from '../fit/losses.ts';
import type { Moving } from '../moving.ts';
import type { PlannedModel } from '../plan-file.ts';
import type { Side } from '../side.ts';
import { checkModel, type Written } from './check-model.ts';
import { findModel, prepareModel, type PreparedModel, type PreparedVersion } from './prepare-model.ts';
import { readPlanned } from './read-planned.ts';

export interface MovedModel {
  /** Native id at the target; null where it has no registry. */
  readonly id: string | null;
  readonly versions: number;
  readonly losses: LossCounts;
}

/** Native id of the copy of a run; null where it is not moved. @throws where it should have been, and failed. */
export type CopyOf = (run: string) => string | null;

/**
 * Moves one model with the versions that a plan names, in their order, and reads it back. What is there already of an
 * earlier attempt is told by what it was copied from, and stays.
 * @throws CONFLICT where what is read back is something else.
 */
export async function moveModel(moving: Moving, planned: PlannedModel, copyOf: CopyOf): Promise<MovedModel> {
  const { to, table, allowed } = moving;
  const tally = openTally();
  if (table.models === null) {
    tally.note({ code: 'MODEL_LOST', item: `model ${planned.name}`, becomes: '' });
    return { id: null, versions: 0, losses: tally.counts() };
  }
  const source = await readPlanned(moving.from, planned);
  const model = await prepareModel({ ...moving, tally, isMoved: (run) => copyOf(run) !== null }, table.models, source);
  if (allowed !== null) refuseOthers('Nothing was written of it', tally.counts(), allowed);
  const modelId = model.there?.modelId ?? (await createModel(to, model));
  const written: Written[] = [];
  for (const version of model.versions) {
    const place = { ...version.place, run: version.place.run === null ? null : copyOf(version.place.run) };
    const copy = version.copy ?? (await createVersion(to, model, version, { modelId, ...place }));
    if (copy.version !== version.number)
      tally.note({ code: 'VERSION_RENUMBERED', item: version.item, becomes: copy.version });
    await nameVersion(to, version, copy.versionId);
    written.push({ ...version, place, number: copy.version, versionId: copy.versionId });
  }
  await checkModel(to, modelId, { ...model, versions: written });
  return { id: modelId, versions: written.length, losses: tally.counts() };
}

async function createModel(to: Side, { name, from, description, tags, source }: PreparedModel): Promise<string> {
  const { createdAt } = source;
  try {
    const made = await to.ask('createModel', (adapter, context) =>
      requireGroup(adapter, 'modelWriter').createModel(context, { name, from, description, tags, createdAt }),
    );
    return made.modelId;
  } catch (error) {
    // An earlier call may have arrived although its answer did not.
    const found = isRungraphError(error) && error.code === 'CONFLICT' ? await findModel(to, name) : null;
    if (found?.from !== from) throw error;
    return found.modelId;
  }
}

type At = Pick<NewVersion, 'modelId' | 'path' | 'uri'> & { readonly run: string | null };

/** After an answer that was lost it looks whether the version is there. */
async function createVersion(
  to: Side,
  { name }: PreparedModel,
  { from, description, tags, source }: PreparedVersion,
  { modelId, run: runId, path, uri }: At,
): Promise<Pick<VersionThere, 'versionId' | 'version'>> {
  const { version, createdAt } = source;
  const make = (adapter: SourceAdapter, context: SourceContext) =>
    requireGroup(adapter, 'modelWriter').createVersion(context, {
      ...{ modelId, from, version, description, tags, createdAt, runId, path, uri },
    });
  return to.makeOnce('createVersion', make, async () => {
    return (await findModel(to, name))?.versions.find((one) => one.from === from) ?? null;
  });
}

async function nameVersion(to: Side, { aliases, stage }: PreparedVersion, versionId: string): Promise<void> {
  if (aliases.length === 0 && stage === null) return;
  await to.ask('nameVersion', (adapter, context) =>
    requireGroup(adapter, 'modelWriter').nameVersion(context, { versionId, aliases, stage }),
  );
}
