import { writeJson } from '../../../../src/kit/write-json.ts';
import type { Json } from '../../../../src/contract/value.ts';
import { isObject, type JsonObject } from '../json.ts';
import { historyKeys } from '../history/history-keys.ts';
import { countFiles } from '../history/parquet-files.ts';
import { readEvents, readHistory, readLive, readSampled } from '../history/read-history.ts';
import { timeText } from '../search/run-column.ts';
import { idOf, type StoredRun } from '../store/world.ts';
import { connect, type PageArguments } from './connection.ts';
import { viewFiles, type FileArguments } from './view-file.ts';
import { viewUser } from './view-user.ts';
import type { Shown, Views } from './views.ts';

interface KeyArguments {
  readonly keys?: readonly string[] | null;
}

/** A run as the schema shows it. */
export function viewRun(views: Views, run: StoredRun): Shown {
  const { project } = run;
  const environment = objectOf(Object.values(objectOf(unwrapBookkeeping(run)['e']))[0]);
  return {
    __typename: 'Run',
    ...plainFields(run),
    id: idOf('Run', 'v1', run.name, project.name, project.entity),
    project: () => views.project(project),
    projectId: project.number,
    sweepName: run.sweep,
    sweep: () => {
      const sweep = project.sweeps.find(({ name }) => name === run.sweep);
      return sweep === undefined ? null : views.sweep(project, sweep);
    },
    config: ({ keys }: KeyArguments) => writeJson(select(run.config, keys)),
    wandbConfig: ({ keys }: KeyArguments) => writeJson(select(unwrapBookkeeping(run), keys)),
    summaryMetrics: ({ keys }: KeyArguments) => writeJson(select(run.summary, keys)),
    systemMetrics: () => writeJson(Object.assign({}, ...run.events.map(systemValues))),
    user: () => (run.user === null ? null : viewUser(views, run.user)),
    runInfo: () => ({ gpu: environment['gpu'] ?? null, gpuCount: environment['gpu_count'] ?? null }),
    historyTail: () => JSON.stringify(run.history.slice(-1).map(writeJson)),
    eventsTail: () => JSON.stringify(run.events.slice(-1).map(writeJson)),
    historyKeys: () => historyKeys(run),
    history: (range: Parameters<typeof readHistory>[1]) => readHistory(run, range),
    events: (range: Parameters<typeof readEvents>[1]) => readEvents(run, range),
    sampledHistory: ({ specs }: { specs: readonly string[] }) => specs.map((spec) => readSampled(run, spec)),
    parquetHistory: ({ liveKeys }: { liveKeys: readonly string[] }) => ({
      parquetUrls: parquetUrls(views, run),
      liveData: readLive(run, liveKeys),
    }),
    logLines: (page: PageArguments & { readonly last?: number }) => viewLogs(run, page),
    fileCount: run.files.size,
    files: (asked: FileArguments) => viewFiles(views.world, `run/${run.number}`, run.files, asked),
    inputArtifacts: (page: PageArguments) => {
      const found = run.used.filter(({ artifact }) => artifact.state === 'COMMITTED');
      const inputs = connect(found, page, (use) => use);
      const edges = inputs.edges.map(({ cursor, node: { artifact, usedAs } }) => {
        return { cursor, usedAs, node: views.artifact(artifact) };
      });
      return { ...inputs, edges };
    },
    outputArtifacts: (page: PageArguments) => {
      const made = views.world.artifacts.filter(({ createdBy, state }) => createdBy === run && state === 'COMMITTED');
      return connect(made, page, (artifact) => views.artifact(artifact));
    },
  };
}

function plainFields(run: StoredRun): Shown {
  return {
    name: run.name,
    displayName: run.displayName,
    state: run.state,
    group: run.group,
    jobType: run.jobType,
    commit: run.commit,
    host: run.host,
    tags: run.tags,
    readOnly: false,
    createdAt: timeText(run.createdAt),
    updatedAt: timeText(run.heartbeatAt ?? run.createdAt),
    heartbeatAt: run.heartbeatAt === null ? null : timeText(run.heartbeatAt),
    computeSeconds: run.heartbeatAt === null ? 0 : (run.heartbeatAt - run.createdAt) / 1000,
    description: run.description,
    notes: run.notes,
    stopped: false,
    shouldStop: false,
    exitcode: run.exitcode,
    historyLineCount: run.history.length,
    eventsLineCount: run.events.length,
    logLineCount: run.logs.length,
  };
}

/** Top-level keys alone; nothing asked is everything. */
function select(object: JsonObject, keys: readonly string[] | null | undefined): JsonObject {
  if (keys === null || keys === undefined) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function unwrapBookkeeping({ config }: StoredRun): JsonObject {
  return objectOf(objectOf(config['_wandb'])['value']);
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function systemValues(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key.startsWith('system.')));
}

/** The order of the files is no promise: every other answer turns it round. */
function parquetUrls(views: Views, run: StoredRun): readonly string[] {
  views.world.numbers += 1;
  const urls = Array.from({ length: countFiles(run) }, (_file, index) => {
    return `${views.world.url}/storage/parquet/${run.number}/${index}.parquet?signature=${run.exported}`;
  });
  return views.world.numbers % 2 === 0 ? urls : urls.reverse();
}

function viewLogs({ logs }: StoredRun, page: PageArguments & { readonly last?: number }): unknown {
  const numbered = logs.map((line, number) => ({ number, line, level: null, label: null, timestamp: null }));
  if (page.last !== undefined) return connect(numbered.slice(-page.last), {}, (line) => line);
  return connect(numbered, page, (line) => line);
}
