import type { Adapter } from '../../contract/adapter.ts';
import type { CallContext } from '../../contract/context.ts';
import type { Log } from '../../contract/tracker.ts';
import type { RungraphError } from '../../contract/error.ts';
import { openPolicy, type BreakerState, type Policy, type PolicyOptions } from './policy.ts';

/**
 * Calls that fail together: the files of a tracker may be out of reach while its runs are not. Projects are apart, since
 * adapters ask for them in the middle of other calls: the one call that finds out whether a tracker is well again would
 * otherwise wait for itself.
 */
export const callGroups = ['projects', 'runs', 'artifacts', 'lineage', 'models', 'environments'] as const;
export type CallGroup = (typeof callGroups)[number];

/** How a tracker has answered of late. */
export interface Health {
  readonly breakers: () => Readonly<Record<CallGroup, BreakerState>>;
  /** Why the last call failed; null where it did not. */
  readonly failure: () => RungraphError | null;
}

export interface GuardedAdapter {
  readonly adapter: Adapter;
  readonly health: Health;
}

/**
 * The same adapter, behind retries and circuit breakers. Probes pass by: they find out whether it is well again. Whether
 * a search can be described is nobody's failure.
 */
export function guardAdapter(
  bare: Adapter,
  { source, log, openMs }: { source: string; log: Log; openMs?: PolicyOptions['openMs'] },
): GuardedAdapter {
  const open = (group: CallGroup): Policy => {
    const onChange = (state: BreakerState): void => {
      log[state === 'OPEN' ? 'warn' : 'info']({ source, group, breaker: state }, 'The circuit breaker changed.');
    };
    return openPolicy({ source, onChange, ...(openMs ? { openMs } : {}) });
  };
  const projects = open('projects');
  const runs = open('runs');
  const artifacts = open('artifacts');
  const lineage = open('lineage');
  const models = open('models');
  const environments = open('environments');
  const policies: Readonly<Record<CallGroup, Policy>> = { projects, runs, artifacts, lineage, models, environments };
  return {
    adapter: {
      ...bare,
      listProjects: (context, page) => projects.one(context, () => bare.listProjects(context, page)),
      searchRuns: (context, search) =>
        runs.one(context, () => bare.searchRuns(about(context, search.projects), search)),
      getRuns: (context, ids) => runs.many(context, ids, (some) => bare.getRuns(context, some)),
      getSeries: (context, requests) =>
        runs.many(context, requests, (some) => {
          return bare.getSeries(
            about(
              context,
              some.map(({ projectId }) => projectId),
            ),
            some,
          );
        }),
      ...(bare.artifacts && { artifacts: guardArtifacts(bare.artifacts, artifacts) }),
      ...(bare.lineage && { lineage: guardLineage(bare.lineage, lineage) }),
      ...(bare.models && { models: guardModels(bare.models, models) }),
      ...(bare.environments && { environments: guardEnvironments(bare.environments, environments) }),
    },
    health: {
      breakers: () => ({
        projects: projects.state(),
        runs: runs.state(),
        artifacts: artifacts.state(),
        lineage: lineage.state(),
        models: models.state(),
        environments: environments.state(),
      }),
      failure: () => callGroups.map((group) => policies[group].failure()).find((failure) => failure !== null) ?? null,
    },
  };
}

/** The same context, with the project that a call is about where it is one alone. */
function about(context: CallContext, projects: readonly string[] | null): CallContext {
  const [project = null, ...others] = new Set(projects);
  return others.length > 0 ? context : { ...context, project };
}

type Group<Name extends keyof Adapter> = NonNullable<Adapter[Name]>;

function guardArtifacts(bare: Group<'artifacts'>, policy: Policy): Group<'artifacts'> {
  return {
    getArtifacts: (context, ids) => policy.many(context, ids, (some) => bare.getArtifacts(context, some)),
    listArtifacts: (context, search) =>
      policy.one(context, () => bare.listArtifacts(about(context, search.projects), search)),
    listFiles: (context, request) => policy.one(context, () => bare.listFiles(context, request)),
    openFile: (context, request) => policy.one(context, () => bare.openFile(context, request)),
  };
}

function guardLineage(bare: Group<'lineage'>, policy: Policy): Group<'lineage'> {
  return {
    getEdges: (context, requests) => policy.many(context, requests, (some) => bare.getEdges(context, some)),
  };
}

function guardModels(bare: Group<'models'>, policy: Policy): Group<'models'> {
  return {
    searchModels: (context, search) => policy.one(context, () => bare.searchModels(context, search)),
    getModels: (context, ids) => policy.many(context, ids, (some) => bare.getModels(context, some)),
    listVersions: (context, requests) => policy.many(context, requests, (some) => bare.listVersions(context, some)),
    getVersions: (context, ids) => policy.many(context, ids, (some) => bare.getVersions(context, some)),
  };
}

function guardEnvironments(bare: Group<'environments'>, policy: Policy): Group<'environments'> {
  return {
    getEnvironments: (context, ids) => policy.many(context, ids, (some) => bare.getEnvironments(context, some)),
  };
}
