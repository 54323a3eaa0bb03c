import { isRungraphError, type RungraphError } from '../../../../src/contract/error.ts';
import type { Scope } from '../../archive/part-name.ts';
import { factsOf } from '../../to-model.ts';
import type { WireAttribute } from '../../wire.ts';
import { chunksOf, findEntries } from '../find-entries.ts';
import { shortIdOf } from '../run-access.ts';
import { attributesOf, idOf } from '../to-run.ts';
import { typeOfScope, type ArtifactAccess } from './artifact-access.ts';
import { heldTypes, type Holder } from './held-by.ts';

/** A run or an entry of the model registry, as it was found. */
export interface FoundHolder extends Holder {
  /** `workspace/project/SHORT-ID`, which calls about it take. */
  readonly address: string;
  readonly archived: boolean;
}

/** What a search must be asked for, beside what holders hold. */
export const holderPaths = ['id', 'custom_run_id', 'creation_time', 'trashed', 'archived'].map((name) => `sys/${name}`);

/** Undefined for one without an id. */
export function toHolder(
  { line }: ArtifactAccess,
  scope: Scope,
  project: string,
  attributes: readonly WireAttribute[],
): FoundHolder | undefined {
  const own = attributesOf(attributes);
  const [id, short] = [idOf(own, line), shortIdOf(attributes)];
  if (id === null || short === undefined) return undefined;
  const { system } = own;
  return {
    scope,
    project,
    nativeId: `${project}/${id}`,
    address: `${project}/${short}`,
    createdAt: factsOf(own).startedAt,
    archived: system.get('sys/trashed')?.[2] === true || system.get('sys/archived')?.[2] === true,
    attributes,
  };
}

type Found = ReadonlyMap<string, FoundHolder | RungraphError>;

/** Runs or entries by native id, with what they hold: a call for each project, on 3.x two. Archived ones count. */
export async function findHolders(access: ArtifactAccess, scope: Scope, ids: readonly string[]): Promise<Found> {
  const found = new Map<string, FoundHolder | RungraphError>();
  if (access.line === '3.x' && scope !== 'runs') return found;
  await Promise.all(
    chunksOf(ids).map(async ({ project, runs }) => {
      try {
        for (const holder of await readHolders(access, scope, project, runs)) found.set(holder.nativeId, holder);
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        if (error.code !== 'NOT_FOUND') for (const run of runs) found.set(`${project}/${run}`, error);
      }
    }),
  );
  return found;
}

async function readHolders(
  access: ArtifactAccess,
  scope: Scope,
  project: string,
  ids: readonly string[],
): Promise<readonly FoundHolder[]> {
  const paths = access.line === '2.x' ? null : holderPaths;
  const entries = await findEntries(access, project, ids, paths, [typeOfScope[scope]]);
  const holders = entries.flatMap(({ attributes }) => toHolder(access, scope, project, attributes) ?? []);
  return access.line === '2.x' ? holders : withHeld(access, project, holders);
}

/** 3.x: with the attributes that are files or are read as such. */
export async function withHeld(
  { client, context }: ArtifactAccess,
  project: string,
  holders: readonly FoundHolder[],
): Promise<readonly FoundHolder[]> {
  if (holders.length === 0) return [];
  const shortIds = holders.map(({ attributes }) => shortIdOf(attributes) ?? '');
  const held = await client.attributes(context, project, { shortIds, types: heldTypes['3.x'] });
  return holders.map((holder, index) => ({ ...holder, attributes: held.get(shortIds[index] ?? '') ?? [] }));
}
