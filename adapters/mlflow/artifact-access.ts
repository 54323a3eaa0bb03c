import type { CallContext } from '../../src/contract/context.ts';
import type { ArtifactClient } from './artifact-client.ts';
import type { MlflowClient } from './client.ts';
import type { Dialect } from './dialect.ts';
import type { RegistryClient } from './registry-client.ts';

/** What reading artifacts, links and models needs. */
export interface ArtifactAccess {
  readonly client: MlflowClient;
  readonly files: ArtifactClient;
  readonly registry: RegistryClient;
  readonly context: CallContext;
  readonly dialect: Dialect;
  readonly baseUrl: string;
}

/** The experiments that are not deleted; the server finds nothing without any. */
export async function activeExperiments(context: CallContext): Promise<readonly string[]> {
  return (await context.projects()).filter(({ archived }) => !archived).map(({ nativeId }) => nativeId);
}
