import type { CallContext } from '../../../src/contract/context.ts';
import type { FileFetcher } from '../file-fetcher.ts';
import type { ArtifactClient, Part } from './artifact-client.ts';
import type { VersionKey } from './artifact-ids.ts';

/** What reading artifacts and links needs. */
export interface ArtifactAccess {
  readonly client: ArtifactClient;
  readonly fetcher: FileFetcher;
  readonly context: CallContext;
  readonly pagesUrl: string;
}

/** A question's part about one version, `$v`. */
export function partOf({ entity, project, collection, index }: VersionKey): Part {
  return { project: { entity, project }, variables: { v: `${collection}:v${index}` } };
}
