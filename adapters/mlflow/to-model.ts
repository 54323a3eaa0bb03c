import type { Artifact } from '../../src/contract/artifacts.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Projection } from '../../src/contract/projection.ts';
import type { GitState, Provenance } from '../../src/contract/provenance.ts';
import { runStatuses, type Metric, type Param, type Run, type RunStatus, type Tag } from '../../src/contract/run.ts';
import type { Json, Num } from '../../src/contract/value.ts';
import { selectKeys } from '../../src/kit/select-keys.ts';
import { timesWithoutDate, toTime } from '../../src/kit/to-time.ts';
import { valueOfText } from '../../src/kit/typed-text.ts';
import { artifactId } from './artifact-ids.ts';
import type { WireDatasetInput, WireExperiment, WireKeyValue, WireMetric, WireRun, WireRunInfo } from './wire.ts';

const bookkeeping = 'mlflow.';

/** MLflow's own tags, and those by which a moved run is told again. */
export function isBookkeeping(key: string): boolean {
  return key.startsWith(bookkeeping) || key.startsWith('rungraph.');
}

/** What every run of one answer is read with. */
export interface RunReading {
  readonly pagesUrl: string;
  readonly projection: Projection;
}

/** A function that turns runs as they came into runs as promised, with only the keys that were asked for. */
export function runReader({ pagesUrl, projection }: RunReading): (wire: WireRun) => Run {
  const wantsParam = selectKeys(projection.params);
  const wantsMetric = selectKeys(projection.metrics);
  const wantsTag = selectKeys(projection.tags);
  const wants = (part: Projection['parts'][number]): boolean => projection.parts.includes(part);

  return ({ info, data, inputs }) => {
    const tags = data?.tags ?? [];
    const noted = (key: string): string | null => textOf(tags.find((tag) => tag.key === `${bookkeeping}${key}`));
    return {
      nativeId: info.run_id,
      projectId: info.experiment_id,
      name: emptyAsNull(info.run_name) ?? noted('runName'),
      url: `${pagesUrl}/#/experiments/${encodeURIComponent(info.experiment_id)}/runs/${encodeURIComponent(info.run_id)}`,
      status: statusOf(info.status),
      nativeStatus: info.status ?? null,
      startedAt: toTime(info.start_time),
      endedAt: toTime(info.end_time),
      user: noted('user') ?? emptyAsNull(info.user_id),
      notes: noted('note.content'),
      group: null,
      jobType: null,
      archived: info.lifecycle_stage === 'deleted',
      parentId: noted('parentRunId'),
      tags: tags.filter((tag) => !isBookkeeping(tag.key) && wantsTag(tag.key)).map(toTag),
      params: (data?.params ?? []).filter((param) => wantsParam(param.key)).map(toParam),
      metrics: (data?.metrics ?? []).filter((metric) => wantsMetric(metric.key)).map(toMetric),
      ...(wants('provenance') ? { provenance: provenanceOf(noted, inputs?.dataset_inputs ?? []) } : {}),
      ...originOf(tags),
      ...(wants('native') ? { native: nativeOf(info, tags) } : {}),
    };
  };
}

export function toProject(pagesUrl: string, wire: WireExperiment): Project {
  const description = wire.tags?.find((tag) => tag.key === `${bookkeeping}note.content`);
  return {
    nativeId: wire.experiment_id,
    name: wire.name,
    url: `${pagesUrl}/#/experiments/${encodeURIComponent(wire.experiment_id)}`,
    description: textOf(description),
    createdAt: toTime(wire.creation_time),
    archived: wire.lifecycle_stage === 'deleted',
  };
}

/** A value as MLflow's SQL keeps it: the infinities are clipped to the largest doubles. */
export function toDouble(value: Num | string | null | undefined): number {
  const number = Number(value ?? Number.NaN);
  if (number === Number.MAX_VALUE) return Number.POSITIVE_INFINITY;
  return number === -Number.MAX_VALUE ? Number.NEGATIVE_INFINITY : number;
}

/** An integer with all its digits. */
export function toInteger(value: Num | string | null | undefined): Num {
  if (typeof value !== 'string') return value ?? 0;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

/** Copies say what they were copied from. */
function originOf(tags: readonly WireKeyValue[]): { readonly origin?: string } {
  const origin = textOf(tags.find(({ key }) => key === 'rungraph.origin'));
  return origin === null ? {} : { origin };
}

function toTag(tag: WireKeyValue): Tag {
  return { key: tag.key, value: textOf(tag) };
}

function toParam(param: WireKeyValue): Param {
  const text = textOf(param) ?? '';
  return { key: param.key, nativeKey: param.key, value: valueOfText(text), text };
}

function toMetric(metric: WireMetric): Metric {
  return {
    key: metric.key,
    nativeKey: metric.key,
    context: null,
    last: toDouble(metric.value),
    lastStep: toInteger(metric.step),
  };
}

export function textOf(entry: WireKeyValue | undefined): string | null {
  return entry?.value === undefined || entry.value === null ? null : String(entry.value);
}

function emptyAsNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function statusOf(status: string | null | undefined): RunStatus {
  return runStatuses.find((known) => known === status) ?? 'UNKNOWN';
}

type Noted = (key: string) => string | null;

function provenanceOf(noted: Noted, datasets: readonly WireDatasetInput[]): Provenance {
  return {
    git: gitOf(noted),
    entryPoint: noted('project.entryPoint') ?? noted('source.name'),
    command: null,
    arguments: null,
    host: null,
    os: null,
    pythonVersion: null,
    packages: null,
    gpus: null,
    cuda: null,
    containerImage: noted('docker.image.uri') ?? noted('docker.image.name'),
    datasets: datasets.map(toDataset),
  };
}

function gitOf(noted: Noted): GitState | null {
  const git = {
    commit: noted('source.git.commit'),
    branch: noted('source.git.branch') ?? noted('gitBranch'),
    repository: noted('source.git.repoURL') ?? noted('gitRepoURL'),
    dirty: booleanOf(noted('source.git.dirty')),
    diff: noted('source.git.diff'),
  };
  return Object.values(git).every((value) => value === null) ? null : git;
}

function booleanOf(text: string | null): boolean | null {
  return text === null ? null : text.toLowerCase() === 'true';
}

/** A dataset, as the run that read it describes it. Runs of several experiments may share one. */
export function toDataset({ dataset }: WireDatasetInput): Artifact {
  const digest = dataset.digest ?? '';
  return {
    nativeId: artifactId({ kind: 'dataset', name: dataset.name, digest }),
    projectId: null,
    name: dataset.name,
    type: 'DATASET',
    nativeType: dataset.source_type ?? null,
    version: null,
    aliases: [],
    description: null,
    metadata: { source: dataset.source ?? null, schema: dataset.schema ?? null, profile: dataset.profile ?? null },
    digest: digest === '' ? null : { algorithm: 'mlflow', value: digest },
    sizeBytes: null,
    uri: uriOf(dataset.source),
    url: null,
    createdAt: null,
    producedById: null,
  };
}

/** The source is JSON text whose members differ by source type; most have a uri, a url or a path. */
function uriOf(source: string | null | undefined): string | null {
  const found = /"(?:uri|url|path)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(source ?? '');
  return found?.[1] === undefined ? null : String(JSON.parse(found[1]));
}

function nativeOf(info: WireRunInfo, tags: readonly WireKeyValue[]): { readonly [key: string]: Json } {
  const own = tags.filter((tag) => isBookkeeping(tag.key));
  return {
    tags: Object.fromEntries(own.map((tag) => [tag.key, textOf(tag)])),
    artifactUri: info.artifact_uri ?? null,
    userId: emptyAsNull(info.user_id),
    lifecycleStage: info.lifecycle_stage ?? null,
    ...timesWithoutDate({ startTime: info.start_time, endTime: info.end_time }),
  };
}
