import { parseVersionId, type VersionKey } from '../artifacts/artifact-ids.ts';
import { parseRunId, type ProjectKey } from '../ids.ts';

/** A registry is a project of the organization's own entity, told apart by its name. */
const prefix = 'wandb-registry-';

/** A registered model is a collection of a registry. */
export interface ModelKey extends ProjectKey {
  readonly collection: string;
}

export function isRegistry(project: string): boolean {
  return project.startsWith(prefix) && project !== prefix;
}

/** Without what tells it from other projects. */
export function registryName(project: string): string {
  return project.slice(prefix.length);
}

export function modelIdOf({ entity, project, collection }: ModelKey): string {
  return `${entity}/${project}/${collection}`;
}

/** Undefined for what no registered model can be called. */
export function parseModelId(id: string): ModelKey | undefined {
  const { entity, project, run: collection } = parseRunId(id) ?? {};
  if (entity === undefined || project === undefined || collection === undefined) return undefined;
  return isRegistry(project) && !collection.includes(':') ? { entity, project, collection } : undefined;
}

/** Undefined for what no version of a registered model can be called. Its number is that of the registry. */
export function parseModelVersionId(id: string): VersionKey | undefined {
  const key = parseVersionId(id);
  return key !== undefined && isRegistry(key.project) ? key : undefined;
}
