import { RungraphError } from '../../../contract/error.ts';
import type { ModelVersion } from '../../../contract/models.ts';
import type { Tag } from '../../../contract/run.ts';
import { requireGroup } from '../../sources/groups.ts';
import { differenceIn } from '../image/difference.ts';
import type { Side } from '../side.ts';
import type { PreparedModel, PreparedVersion } from './prepare-model.ts';
import { readModel } from './read-planned.ts';
import { readVersions } from './read-models.ts';

/** A version that is at the target; its place names the run there. */
export interface Written extends PreparedVersion {
  readonly versionId: string;
}

type Image = Readonly<Record<string, unknown>>;

/** Reads a model back with the versions that were moved. @throws CONFLICT with the first difference. */
export async function checkModel(
  to: Side,
  modelId: string,
  model: Omit<PreparedModel, 'versions'> & { readonly versions: readonly Written[] },
): Promise<void> {
  const found = await readModel(to, modelId);
  if (found === null) throw new RungraphError('CONFLICT', `The model ${model.name} is not there after it was written.`);
  if (!model.merged) refuse(model.name, factsOf(model), factsOf(found));
  const versions = new Map((await readVersions(to, modelId)).map((version) => [version.nativeId, version]));
  const filesOf = await to.ask('filesId', (adapter) => {
    const writer = requireGroup(adapter, 'writer');
    return Promise.resolve((run: string) => writer.filesId(run));
  });
  for (const version of model.versions) {
    const copy = versions.get(version.versionId);
    if (copy === undefined) throw new RungraphError('CONFLICT', `${version.item} is not there after it was written.`);
    refuse(version.item, expectedOf(version, filesOf), foundOf(copy, version));
  }
}

function refuse(what: string, expected: Image, found: Image): void {
  const difference = differenceIn('', expected, found);
  if (difference === null) return;
  const { at, expected: want, found: have } = difference;
  throw new RungraphError(
    'CONFLICT',
    `What is read back of ${what} is not what was moved:${at} should be ${want} and is ${have}.`,
  );
}

function factsOf({
  name,
  description,
  tags,
}: {
  name: string;
  description: string | null;
  tags: readonly Tag[];
}): Image {
  return { name, description: description === '' ? null : description, ...tagsOf(tags) };
}

function tagsOf(tags: readonly Tag[]): Image {
  return Object.fromEntries(tags.map(({ key, value }) => [`tag ${key}`, value]));
}

/** Who shares a model with others may find more aliases on a version than were moved. */
function expectedOf(
  { number, description, tags, stage, aliases, place }: Written,
  filesOf: (run: string) => string,
): Image {
  const { run, path, uri } = place;
  return {
    ...factsOf({ name: number, description, tags }),
    stage,
    run,
    ...Object.fromEntries(aliases.map((alias) => [`alias ${alias}`, true])),
    ...(path === null || run === null ? { artifact: null, uri } : { artifact: filesOf(run), path }),
  };
}

function foundOf(copy: ModelVersion, { place: { path, run, uri }, aliases }: Written): Image {
  const { version: name, description, tags, stage, runId, artifactId } = copy;
  return {
    ...factsOf({ name, description, tags }),
    stage,
    run: runId,
    ...Object.fromEntries(
      copy.aliases.filter((alias) => aliases.includes(alias)).map((alias) => [`alias ${alias}`, true]),
    ),
    ...(path === null || run === null
      ? { artifact: artifactId, uri: uri === null ? null : copy.uri }
      : { artifact: artifactId, path: copy.path }),
  };
}
