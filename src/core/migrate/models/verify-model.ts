import { openTally } from '../fit/losses.ts';
import type { ModelTable } from '../../../contract/write-table.ts';
import type { Moving } from '../moving.ts';
import type { PlannedModel } from '../plan-file.ts';
import { checkModel, type Written } from './check-model.ts';
import type { CopyOf } from './move-model.ts';
import { prepareModel } from './prepare-model.ts';
import { readPlanned } from './read-planned.ts';

/** Compares a model with its copy. Answers why nothing could be compared; null where the two are equal. @throws CONFLICT. */
export async function verifyModel(
  moving: Moving,
  models: ModelTable,
  planned: PlannedModel,
  copyOf: CopyOf,
): Promise<string | null> {
  const source = await readPlanned(moving.from, planned);
  const isMoved = (run: string): boolean => copyOf(run) !== null;
  const { there, versions, ...model } = await prepareModel({ ...moving, tally: openTally(), isMoved }, models, source);
  if (there === null) return 'It is not at the target.';
  const written: Written[] = [];
  for (const { copy, place, ...version } of versions) {
    if (copy === null) return `Its version ${version.source.version} is not at the target.`;
    const run = place.run === null ? null : copyOf(place.run);
    written.push({ ...version, copy, place: { ...place, run }, versionId: copy.versionId });
  }
  await checkModel(moving.to, there.modelId, { ...model, there, versions: written });
  return null;
}
