import type { WriteTable } from '../../../contract/write-table.ts';
import { openTally } from '../fit/losses.ts';
import type { PlannedModel } from '../plan-file.ts';
import { prepareModel, type Preparing } from './prepare-model.ts';
import { readRegistry, type SourceModel } from './read-models.ts';

export interface PlanningModels extends Omit<Preparing, 'tally'> {
  /** Runs of the plan, by native id. */
  readonly isPlanned: (run: string) => boolean;
  /** Only some runs of the source are moved: then versions that came from one of them go along, and no others. */
  readonly narrowed: boolean;
}

/** Models of the source that a move is about, and what each of them loses. */
export async function planModels(planning: PlanningModels): Promise<readonly PlannedModel[]> {
  const { models, partial } = await readRegistry(planning.from);
  const planned: PlannedModel[] = [];
  for (const source of models.flatMap((model) => chosen(model, planning))) {
    const tally = openTally();
    if (partial !== null) tally.note({ code: 'PARTIAL_SOURCE', item: 'models', becomes: partial });
    await countLosses({ ...planning, tally }, planning.table, source);
    planned.push({
      id: source.model.nativeId,
      name: source.model.name,
      versions: source.versions.map(({ nativeId }) => nativeId),
      losses: tally.counts(),
    });
  }
  return planned;
}

/** The model with the versions that are moved; none where it has none. A registry is moved whole, models without versions too. */
function chosen({ model, versions }: SourceModel, { narrowed, isPlanned }: PlanningModels): readonly SourceModel[] {
  if (!narrowed) return [{ model, versions }];
  const own = versions.filter(({ runId }) => runId !== null && isPlanned(runId));
  return own.length === 0 ? [] : [{ model, versions: own }];
}

async function countLosses(preparing: Preparing, { models }: WriteTable, source: SourceModel): Promise<void> {
  const { tally } = preparing;
  if (models === null) tally.note({ code: 'MODEL_LOST', item: `model ${source.model.name}`, becomes: '' });
  else await prepareModel(preparing, models, source);
}
