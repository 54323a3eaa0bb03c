import type { Artifact, ArtifactFile } from '../contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Key } from '../contract/key.ts';
import type { Project } from '../contract/project.ts';
import type { Model, ModelVersion } from '../contract/models.ts';
import type { GitState, Provenance } from '../contract/provenance.ts';
import type { Metric, Param } from '../contract/run.ts';
import type { ValueType } from '../contract/value.ts';
import { isSeedKey } from '../core/provenance/seed-key.ts';
import type { RunList } from '../core/query/search-runs.ts';
import type { Row } from '../core/rows/row.ts';
import type { Source } from '../core/sources/source.ts';
import { requireSource, type Sources } from '../core/sources/sources.ts';
import type { ColumnValues } from './column.ts';
import { encodeId, encodeRef } from './ids.ts';
import { spanOf, timeOf } from '../core/rows/odd-time.ts';

// What resolvers hand to one another. Members that bear the name of a schema field are that field's value, so that the
// executor reads them without calling anybody; that is what makes a page of thousands of values quick. `source` and
// `sources` have resolvers, which make nodes of them.

export interface SourceNode {
  readonly __typename: 'Source';
  readonly source: Source;
}

export interface ProjectNode extends Project {
  readonly __typename: 'Project';
  readonly id: string;
  readonly ref: string;
  readonly source: Source;
}

type RunParts = 'tags' | 'params' | 'metrics' | 'provenance' | 'native';

export interface RunNode extends Omit<Row['run'], RunParts | 'startedAt' | 'endedAt'> {
  readonly __typename: 'Run';
  readonly id: string;
  readonly ref: string;
  readonly startedAt: number | RungraphError | null;
  readonly endedAt: number | RungraphError | null;
  readonly durationMs: number | RungraphError | null;
  readonly source: Source;
  readonly row: Row;
}

export interface MetricNode extends Pick<Metric, 'key' | 'nativeKey' | 'context'> {
  readonly run: RunNode;
  readonly metric: Metric;
}

export interface ProvenanceNode extends Omit<Provenance, 'datasets' | 'git'> {
  readonly run: RunNode;
  readonly git: GitNode | null;
  readonly seeds: readonly Param[];
  readonly datasets: readonly ArtifactNode[];
}

export interface GitNode extends GitState {
  readonly source: Source;
}

export interface ArtifactNode extends Artifact {
  readonly __typename: 'Artifact';
  readonly id: string;
  readonly ref: string;
  readonly source: Source;
}

export interface FileNode extends ArtifactFile {
  readonly artifact: ArtifactNode;
}

export interface ModelNode extends Model {
  readonly __typename: 'Model';
  readonly id: string;
  readonly ref: string;
  readonly source: Source;
}

export interface VersionNode extends ModelVersion {
  readonly __typename: 'ModelVersion';
  readonly id: string;
  readonly ref: string;
  readonly source: Source;
}

export interface KeyNode extends Omit<Key, 'nativeKey'> {
  readonly nativeKeys: readonly string[];
  readonly sources: readonly Source[];
}

export interface RunConnectionNode {
  readonly list: RunList;
}

export interface RunTableNode {
  readonly refs: readonly string[];
  readonly columns: readonly TableColumnNode[];
}

export interface TableColumnNode {
  readonly name: string;
  readonly type: ValueType | 'DATETIME';
  readonly values: ColumnValues;
}

export function sourceNode(source: Source): SourceNode {
  return { __typename: 'Source', source };
}

export function projectNode(source: Source, project: Project): ProjectNode {
  return {
    ...project,
    __typename: 'Project',
    id: encodeId('Project', source.id, project.nativeId),
    ref: encodeRef(source.id, project.nativeId),
    source,
  };
}

export function runNode(source: Source, row: Row): RunNode {
  const { run } = row;
  return {
    __typename: 'Run',
    id: encodeId('Run', source.id, run.nativeId),
    ref: encodeRef(source.id, run.nativeId),
    nativeId: run.nativeId,
    projectId: run.projectId,
    name: run.name,
    url: run.url,
    status: run.status,
    nativeStatus: run.nativeStatus,
    startedAt: timeOf(run, 'startedAt', source.id),
    endedAt: timeOf(run, 'endedAt', source.id),
    durationMs: spanOf(run, source.id),
    user: run.user,
    notes: run.notes,
    group: run.group,
    jobType: run.jobType,
    archived: run.archived,
    parentId: run.parentId,
    source,
    row,
  };
}

export function runNodes(sources: Sources, rows: readonly Row[]): readonly RunNode[] {
  return rows.map((row) => runNode(requireSource(sources, row.source), row));
}

export function metricNode(run: RunNode, metric: Metric): MetricNode {
  return { key: metric.key, nativeKey: metric.nativeKey, context: metric.context, run, metric };
}

/** Null where nobody asked the tracker for it, or it keeps no such thing. */
export function provenanceNode(run: RunNode): ProvenanceNode | null {
  const { source, row } = run;
  const { provenance, params } = row.run;
  if (provenance === undefined) return null;
  return {
    ...provenance,
    run,
    git: provenance.git === null ? null : { ...provenance.git, source },
    seeds: isRungraphError(params) ? [] : params.filter(({ key }) => isSeedKey(key)),
    datasets: provenance.datasets.map((dataset) => artifactNode(source, dataset)),
  };
}

export function artifactNode(source: Source, artifact: Artifact): ArtifactNode {
  return {
    ...artifact,
    __typename: 'Artifact',
    id: encodeId('Artifact', source.id, artifact.nativeId),
    ref: encodeRef(source.id, artifact.nativeId),
    source,
  };
}

export function modelNode(source: Source, model: Model): ModelNode {
  return {
    ...model,
    __typename: 'Model',
    id: encodeId('Model', source.id, model.nativeId),
    ref: encodeRef(source.id, model.nativeId),
    source,
  };
}

export function versionNode(source: Source, version: ModelVersion): VersionNode {
  return {
    ...version,
    __typename: 'ModelVersion',
    id: encodeId('ModelVersion', source.id, version.nativeId),
    ref: encodeRef(source.id, version.nativeId),
    source,
  };
}
