/** A project is told apart by its entity and its name. Neither holds a slash. */
export interface ProjectKey {
  readonly entity: string;
  readonly project: string;
}

export interface RunKey extends ProjectKey {
  /** What W&B calls the run's id in its pages and its name in its API. */
  readonly run: string;
}

export function projectIdOf({ entity, project }: ProjectKey): string {
  return `${entity}/${project}`;
}

export function runIdOf({ entity, project, run }: RunKey): string {
  return `${entity}/${project}/${run}`;
}

/** Undefined for what no project can be called. */
export function parseProjectId(id: string): ProjectKey | undefined {
  const [entity, project, ...rest] = id.split('/');
  if (entity === undefined || project === undefined || rest.length > 0) return undefined;
  return entity === '' || project === '' ? undefined : { entity, project };
}

/** Undefined for what no run can be called. */
export function parseRunId(id: string): RunKey | undefined {
  const [entity, project, run, ...rest] = id.split('/');
  if (entity === undefined || project === undefined || run === undefined || rest.length > 0) return undefined;
  return entity === '' || project === '' || run === '' ? undefined : { entity, project, run };
}
