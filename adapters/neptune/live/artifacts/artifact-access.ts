import { RungraphError } from '../../../../src/contract/error.ts';
import type { EntryType } from '../../client.ts';
import type { Scope } from '../../archive/part-name.ts';
import type { RunAccess } from '../run-access.ts';
import type { ContentClient } from './content-client.ts';
import type { SignedAddresses } from '../../../../src/kit/files/signed-addresses.ts';

/** What reading artifacts and links of a server needs. */
export interface ArtifactAccess extends RunAccess {
  readonly content: ContentClient;
  /** Where files of 3.x are. */
  readonly store: SignedAddresses;
}

/** What servers call entries. */
export const typeOfScope: Readonly<Record<Scope, EntryType>> = {
  runs: 'run',
  models: 'model',
  model_versions: 'modelVersion',
};

export function noArtifact(id: string): RungraphError {
  return new RungraphError('NOT_FOUND', `There is no artifact "${id.slice(0, 200)}".`);
}

export async function allProjects({ context }: RunAccess): Promise<readonly string[]> {
  return (await context.projects()).map(({ nativeId }) => nativeId).sort();
}
