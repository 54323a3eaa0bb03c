import type { Artifact } from '../../src/contract/artifacts.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Projection } from '../../src/contract/projection.ts';
import type { Run, RunStatus } from '../../src/contract/run.ts';
import type { Json } from '../../src/contract/value.ts';
import { selectKeys } from '../../src/kit/select-keys.ts';
import { toArtifact } from './artifacts/to-artifact.ts';
import { copyKey, jsonOfNote, readCopyNote, type CopyNote } from './bookkeeping.ts';
import { readDefinitions } from './definitions.ts';
import { bookkeepingKey } from './documents.ts';
import { flatten, isJsonObject, type JsonObject } from './flatten-config.ts';
import { projectIdOf, runIdOf, type ProjectKey } from './ids.ts';
import { readLogged, type Logged } from './logged.ts';
import { provenanceOf } from './to-provenance.ts';
import { readObject, timeOf } from './read-fields.ts';
import { metricsOf } from './to-metrics.ts';
import type { WireProject, WireRun } from './wire.ts';

/** What every run of one answer is read with. */
export interface RunReading {
  /** Where people look at runs. */
  readonly pagesUrl: string;
  readonly projection: Projection;
}

/** `logged` where more is known of the history than the answer says. */
type RunReader = (key: ProjectKey, wire: WireRun, logged?: Logged) => Run;

/** A function that turns runs as they came into runs as promised, with only the keys that were asked for. */
export function runReader({ pagesUrl, projection }: RunReading): RunReader {
  const wantsParam = selectKeys(projection.params);
  const wantsMetric = selectKeys(projection.metrics);
  const wantsTag = selectKeys(projection.tags);
  const wants = (part: Projection['parts'][number]): boolean => projection.parts.includes(part);

  return (key, wire, logged = readLogged(wire.historyKeys)) => {
    const { config, bookkeeping, copy } = unwrap(readObject(wire.config));
    const params = flatten(config);
    const summary = readObject(wire.summaryMetrics);
    const system = readObject(wire.systemMetrics);
    const definitions = readDefinitions(bookkeeping['m']);
    const { metrics, others } = metricsOf({ summary, system, definitions, logged }, wantsMetric);
    const status = statusOf(wire.state);
    return {
      nativeId: runIdOf({ ...key, run: wire.name }),
      projectId: projectIdOf(key),
      name: wire.displayName ?? null,
      url: `${pagesUrl}/${[key.entity, key.project, 'runs', wire.name].map(encodeURIComponent).join('/')}`,
      status,
      nativeStatus: wire.state ?? null,
      startedAt: timeOf(wire.createdAt),
      endedAt: isLive(status) ? null : timeOf(wire.heartbeatAt),
      user: wire.user?.username ?? null,
      notes: wire.notes ?? null,
      group: wire.group ?? null,
      jobType: wire.jobType ?? null,
      archived: false,
      parentId: null,
      tags: (wire.tags ?? []).filter(wantsTag).map((tag) => ({ key: tag, value: null })),
      params: params.values
        .filter(([name]) => wantsParam(name))
        .map(([name, value]) => ({ key: name, nativeKey: name, value, text: null })),
      metrics,
      ...(wants('provenance') ? { provenance: provenanceOf(wire, bookkeeping, datasetsOf(pagesUrl, wire)) } : {}),
      ...(wants('native') ? { native: nativeOf(wire, bookkeeping, params.others, others, copy) } : {}),
      ...(copy === undefined ? {} : { origin: copy.origin }),
    };
  };
}

export function toProject(pagesUrl: string, entity: string, wire: WireProject): Project {
  return {
    nativeId: projectIdOf({ entity, project: wire.name }),
    name: wire.name,
    url: `${pagesUrl}/${encodeURIComponent(entity)}/${encodeURIComponent(wire.name)}`,
    description: wire.description ?? null,
    createdAt: timeOf(wire.createdAt),
    archived: false,
  };
}

interface Unwrapped {
  readonly config: JsonObject;
  readonly bookkeeping: JsonObject;
  readonly copy: CopyNote | undefined;
}

/** `{lr: {value: 0.1, desc: null}}`; what has no `value` is taken as it is. */
function unwrap(config: JsonObject): Unwrapped {
  const entries = Object.entries(config).map(([key, wrapped]): [string, Json] => {
    return [key, isJsonObject(wrapped) && 'value' in wrapped ? (wrapped['value'] ?? null) : wrapped];
  });
  const all = new Map(entries);
  const bookkeeping = all.get(bookkeepingKey);
  all.delete(bookkeepingKey);
  all.delete('wandb_version');
  const copy = readCopyNote(all.get(copyKey));
  if (copy !== undefined) all.delete(copyKey);
  return { config: Object.fromEntries(all), bookkeeping: isJsonObject(bookkeeping) ? bookkeeping : {}, copy };
}

const statuses: Readonly<Record<string, RunStatus>> = {
  pending: 'SCHEDULED',
  running: 'RUNNING',
  preempting: 'RUNNING',
  finished: 'FINISHED',
  crashed: 'FAILED',
  failed: 'FAILED',
  killed: 'KILLED',
  preempted: 'KILLED',
};

/** The words of W&B for a status; none for UNKNOWN. */
export function statesOf(status: string): readonly string[] {
  return Object.entries(statuses)
    .filter(([, known]) => known === status)
    .map(([state]) => state);
}

function statusOf(state: string | null | undefined): RunStatus {
  return statuses[state ?? ''] ?? 'UNKNOWN';
}

/** Of what it used, the data; its words are those of the user who logged it. */
function datasetsOf(pagesUrl: string, { inputArtifacts }: WireRun): readonly Artifact[] {
  const inputs = (inputArtifacts?.edges ?? []).flatMap(({ node }) => (node ? (toArtifact(pagesUrl, node) ?? []) : []));
  return inputs.filter(({ type }) => type === 'DATASET');
}

function isLive(status: RunStatus): boolean {
  return status === 'RUNNING' || status === 'SCHEDULED';
}

function nativeOf(
  wire: WireRun,
  bookkeeping: JsonObject,
  otherParams: JsonObject,
  otherSummary: JsonObject,
  copy: CopyNote | undefined,
): JsonObject {
  const { t: telemetry, e: environments, m: metricDefinitions, ...rest } = bookkeeping;
  return {
    storageId: wire.id ?? null,
    sweep: wire.sweepName ?? null,
    description: wire.description ?? null,
    historyLineCount: wire.historyLineCount ?? null,
    computeSeconds: wire.computeSeconds ?? null,
    runInfo: { gpu: wire.runInfo?.gpu ?? null, gpuCount: wire.runInfo?.gpuCount ?? null },
    otherParams,
    otherSummary,
    telemetry: telemetry ?? null,
    environments: environments ?? null,
    metricDefinitions: metricDefinitions ?? null,
    bookkeeping: rest,
    ...(copy === undefined ? {} : { [copyKey]: jsonOfNote(copy) }),
  };
}
