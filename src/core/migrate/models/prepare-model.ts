import type { ModelThere, VersionThere } from '../../../contract/model-writer.ts';
import type { ModelTable, WriteTable } from '../../../contract/write-table.ts';
import type { Tally } from '../fit/losses.ts';
import type { Side } from '../side.ts';
import { requireGroup } from '../../sources/groups.ts';
import { fitModel, type FittedModel, type FittedVersion } from './fit-model.ts';
import { placeAtTarget, placeVersions, type Place } from './place-version.ts';
import type { SourceModel } from './read-models.ts';

/** What is needed to say what becomes of a model. */
export interface Preparing {
  readonly from: Side;
  readonly to: Side;
  readonly table: WriteTable;
  /** What something of the source is called at the target: `source/native id`. */
  readonly nameOf: (nativeId: string) => string;
  readonly isMoved: (run: string) => boolean;
  readonly tally: Tally;
}

export interface PreparedVersion extends FittedVersion {
  readonly from: string;
  readonly place: Place;
  /** The copy that is there already. */
  readonly copy: VersionThere | null;
  /** The number that it should have at the target. */
  readonly number: string;
}

/** A model as it will be at the target. */
export interface PreparedModel extends Omit<FittedModel, 'versions'> {
  readonly from: string;
  readonly there: ModelThere | null;
  /** The model is somebody else's: its description and tags stay as they are. */
  readonly merged: boolean;
  readonly versions: readonly PreparedVersion[];
}

/** Looks what the target has of a model, and counts what moving it loses. Writes nothing. */
export async function prepareModel(
  { from, to, table, nameOf, isMoved, tally }: Preparing,
  models: ModelTable,
  source: SourceModel,
): Promise<PreparedModel> {
  const { versions, ...fitted } = fitModel(source, models, tally);
  const places = await placeVersions(from, source.versions, table.files);
  const there = await findModel(to, fitted.name);
  const own = nameOf(source.model.nativeId);
  const merged = there !== null && there.from !== own;
  if (merged) tally.note({ code: 'MODEL_MERGED', item: `model ${fitted.name}`, becomes: '' });
  // A version of somebody else keeps its names, and so does one that was moved from another source.
  const isOurs = ({ from: noted }: VersionThere): boolean => noted?.startsWith(nameOf('')) === true;
  const strangers = new Set(there?.versions.flatMap((version) => (isOurs(version) ? [] : version.aliases)));
  const numbers = openNumbers(there, models);
  return {
    ...fitted,
    from: own,
    there,
    merged,
    versions: versions.map((version, index) => {
      const { item, aliases, source: origin } = version;
      const place = places[index] ?? { run: null, path: null, uri: null, strays: false };
      const copied = nameOf(origin.nativeId);
      const copy = there?.versions.find((one) => one.from === copied) ?? null;
      const number = copy?.version ?? numbers.next(origin.version);
      if (number !== origin.version) tally.note({ code: 'VERSION_RENUMBERED', item, becomes: number });
      for (const alias of aliases.filter((one) => strangers.has(one)))
        tally.note({ code: 'ALIAS_LOST', item: `${item}: alias ${alias}`, becomes: '' });
      return {
        ...version,
        from: copied,
        copy,
        number,
        aliases: aliases.filter((alias) => !strangers.has(alias)),
        place: placeAtTarget(item, place, isMoved, tally),
      };
    }),
  };
}

export function findModel(to: Side, name: string): Promise<ModelThere | null> {
  return to.ask('findModel', (adapter, context) => requireGroup(adapter, 'modelWriter').findModel(context, name));
}

/** Numbers that the next versions get. */
function openNumbers(there: ModelThere | null, { versions: kind }: ModelTable) {
  const taken = new Set(there?.versions.map(({ version }) => version));
  let last = Math.max(0, ...[...taken].map(Number).filter(Number.isSafeInteger));
  return {
    next(wanted: string): string {
      const number = kind === 'kept' && !taken.has(wanted) ? wanted : String((last += 1));
      taken.add(number);
      last = Math.max(last, Number.isSafeInteger(Number(number)) ? Number(number) : 0);
      return number;
    },
  };
}
