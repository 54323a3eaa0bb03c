import type { Adapter } from '../../contract/adapter.ts';
import { groupNames } from '../../contract/adapter.ts';
import type { RungraphError } from '../../contract/error.ts';
import type { Log } from '../../contract/tracker.ts';
import { mapGroups, type GroupLayers } from '../call/map-groups.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import { policiesBySubject, type PoliciesBySubject } from './by-subject.ts';
import { openOutages, type Outages } from './outages.ts';
import { openPolicy, type BreakerState, type Policy, type PolicyOptions } from './policy.ts';

/**
 * Calls that fail together: the files of a tracker may be out of reach while its runs are not. Projects are apart, since
 * adapters ask for them in the middle of other calls: the one call that finds out whether the tracker is well again would
 * otherwise wait for itself.
 */
export const callGroups = ['projects', 'runs', ...groupNames] as const;
export type CallGroup = (typeof callGroups)[number];

/** How a tracker has answered of late. */
export interface Health {
  readonly breakers: () => Readonly<Record<CallGroup, BreakerState>>;
  /** Why the last call failed; null where it did not. */
  readonly failure: () => RungraphError | null;
}

export interface GuardedAdapter {
  readonly adapter: SourceAdapter;
  readonly health: Health;
}

export interface GuardOptions {
  readonly source: string;
  readonly log: Log;
  readonly openMs?: PolicyOptions['openMs'];
}

/**
 * The same adapter, behind retries and circuit breakers. A probe counts among the calls for runs, which wait for it; it
 * is not tried again. Whether a search can be described is nobody's failure.
 */
export function guardAdapter(bare: Adapter, { source, log, openMs }: GuardOptions): GuardedAdapter {
  const open = (group: CallGroup, subject?: string): Policy => {
    const about = { source, group, ...(subject === undefined ? {} : { subject }) };
    const onChange = (state: BreakerState): void => {
      log.info({ ...about, breaker: state }, 'The circuit breaker changed.');
    };
    const policy = openPolicy({ source, onChange, ...(openMs ? { openMs } : {}) });
    return watchPolicy(policy, openOutages({ about, source, log }));
  };
  // What reads the store of an experiment: one store may be out of reach while the others and the tracker answer.
  const stores: Stores = {
    files: policiesBySubject((subject) => open('artifacts', subject)),
    environments: policiesBySubject((subject) => open('environments', subject)),
  };
  const policies: Readonly<Record<CallGroup, Policy>> = {
    projects: open('projects'),
    runs: open('runs'),
    artifacts: open('artifacts'),
    lineage: open('lineage'),
    models: open('models'),
    environments: open('environments'),
    writer: open('writer'),
    modelWriter: open('modelWriter'),
  };
  const { projects, runs } = policies;
  return {
    adapter: {
      probe: (context) => runs.once(context, () => bare.probe(context)),
      close: () => bare.close(),
      describeSearch: (search) => bare.describeSearch(search),
      listProjects: (context, page) => projects.one(context, () => bare.listProjects(context, page)),
      searchRuns: (context, search) =>
        runs.one(context, () => bare.searchRuns(about(context, search.projects), search)),
      getRuns: (context, ids) => runs.many(context, ids, (some) => bare.getRuns(context, some)),
      getSeries: (context, requests) =>
        runs.many(context, requests, (some) => {
          const of = some.map(({ projectId }) => projectId);
          return bare.getSeries(about(context, of), some);
        }),
      ...mapGroups(bare, groupGuards(policies, stores)),
    },
    health: {
      breakers: () => ({
        projects: projects.state(),
        runs: runs.state(),
        artifacts: policies.artifacts.state(),
        lineage: policies.lineage.state(),
        models: policies.models.state(),
        environments: policies.environments.state(),
        writer: policies.writer.state(),
        modelWriter: policies.modelWriter.state(),
      }),
      failure: () =>
        [...callGroups.map((group) => policies[group]), stores.files, stores.environments]
          .map(({ failure }) => failure())
          .find((failure) => failure !== null) ?? null,
    },
  };
}

/** The same policy; the log learns when what goes through it begins to fail, and when that ends. */
function watchPolicy(policy: Policy, outages: Outages): Policy {
  return {
    ...policy,
    once: (context, call) => outages.watch(context, () => policy.once(context, call)),
    one: (context, call) => outages.watch(context, () => policy.one(context, call)),
    many: (context, items, call) => outages.watchMany(context, () => policy.many(context, items, call)),
  };
}

/** The same context, with the project that a call is about where it is one alone. */
function about(context: SourceContext, projects: readonly string[] | null): SourceContext {
  const [project = null, ...others] = new Set(projects);
  return others.length > 0 ? context : { ...context, project };
}

interface Stores {
  readonly files: PoliciesBySubject;
  readonly environments: PoliciesBySubject;
}

function groupGuards(
  { artifacts, lineage, models, writer, modelWriter }: Readonly<Record<CallGroup, Policy>>,
  { files, environments }: Stores,
): GroupLayers {
  return {
    artifacts: (bare) => ({
      getArtifacts: (context, ids) => artifacts.many(context, ids, (some) => bare.getArtifacts(context, some)),
      listArtifacts: (context, search) =>
        artifacts.one(context, () => bare.listArtifacts(about(context, search.projects), search)),
      listFiles(context, request) {
        const { projectId, artifactId } = request;
        const within = about(context, projectId === null ? null : [projectId]);
        return files.of(projectId ?? artifactId).one(within, () => bare.listFiles(within, request));
      },
      openFile: (context, request) => files.of(request.artifactId).one(context, () => bare.openFile(context, request)),
    }),
    lineage: (bare) => ({
      getEdges: (context, requests) => lineage.many(context, requests, (some) => bare.getEdges(context, some)),
    }),
    models: (bare) => ({
      searchModels: (context, search) => models.one(context, () => bare.searchModels(context, search)),
      getModels: (context, ids) => models.many(context, ids, (some) => bare.getModels(context, some)),
      listVersions: (context, requests) => models.many(context, requests, (some) => bare.listVersions(context, some)),
      getVersions: (context, ids) => models.many(context, ids, (some) => bare.getVersions(context, some)),
    }),
    environments: (bare) => ({
      getEnvironments: (context, ids) => environments.many(context, ids, (some) => bare.getEnvironments(context, some)),
    }),
    writer: (bare) => ({
      ensureProject: (context, name) => writer.one(context, () => bare.ensureProject(context, name)),
      findCopies: (context, search) => writer.one(context, () => bare.findCopies(context, search)),
      // Another try could make another run, or points that are refused because they are there.
      createRun: (context, run) => writer.once(context, () => bare.createRun(context, run)),
      writePoints: (context, id, series, row) => writer.once(context, () => bare.writePoints(context, id, series, row)),
      writeParams: (context, id, params) => writer.one(context, () => bare.writeParams(context, id, params)),
      writeTags: (context, id, tags) => writer.one(context, () => bare.writeTags(context, id, tags)),
      writeInputs: (context, id, inputs) => writer.one(context, () => bare.writeInputs(context, id, inputs)),
      filesId: (id) => bare.filesId(id),
      // The body was read when it failed: the caller opens it again.
      writeFile: (context, id, file) => writer.once(context, () => bare.writeFile(context, id, file)),
      finishRun: (context, id, end) => writer.one(context, () => bare.finishRun(context, id, end)),
      noteDigest: (context, id, digest) => writer.one(context, () => bare.noteDigest(context, id, digest)),
      archiveRun: (context, id) => writer.one(context, () => bare.archiveRun(context, id)),
      endMove: (context) => writer.one(context, () => bare.endMove(context)),
    }),
    modelWriter: (bare) => ({
      findModel: (context, name) => modelWriter.one(context, () => bare.findModel(context, name)),
      createModel: (context, model) => modelWriter.one(context, () => bare.createModel(context, model)),
      // Another try could make another version.
      createVersion: (context, version) => modelWriter.once(context, () => bare.createVersion(context, version)),
      nameVersion: (context, names) => modelWriter.one(context, () => bare.nameVersion(context, names)),
    }),
  };
}
