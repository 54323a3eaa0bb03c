import type { Artifact, ArtifactFile } from '../../src/contract/artifacts.ts';
import { blankArtifact } from '../../src/kit/blank-artifact.ts';
import { artifactId } from './artifact-ids.ts';
import { toTime } from '../../src/kit/to-time.ts';
import { textOf } from './to-model.ts';
import type { WireRun } from './wire.ts';
import type { WireFile, WireLoggedModel } from './wire-artifacts.ts';

/** Everything below the artifact root of a run is one artifact; it is there even while nothing lies in it. */
export function toFilesArtifact(baseUrl: string, { info }: WireRun): Artifact {
  const place = `${encodeURIComponent(info.experiment_id)}/runs/${encodeURIComponent(info.run_id)}`;
  return {
    ...blankArtifact,
    nativeId: artifactId({ kind: 'files', runId: info.run_id }),
    projectId: info.experiment_id,
    name: 'artifacts',
    type: 'FILES',
    nativeType: null,
    uri: info.artifact_uri ?? null,
    url: `${baseUrl}/#/experiments/${place}/artifacts`,
    createdAt: toTime(info.start_time),
    producedById: info.run_id,
    loose: true,
  };
}

export function toModelArtifact(baseUrl: string, { info, data }: WireLoggedModel): Artifact {
  const experiment = info.experiment_id ?? null;
  const params = (data?.params ?? []).map((param) => [param.key, textOf(param)] as const);
  return {
    ...blankArtifact,
    nativeId: artifactId({ kind: 'model', modelId: info.model_id }),
    projectId: experiment,
    name: info.name ?? info.model_id,
    type: 'MODEL',
    nativeType: info.model_type ? info.model_type : null,
    metadata: { status: info.status ?? null, params: Object.fromEntries(params) },
    uri: info.artifact_uri ?? null,
    url:
      experiment === null
        ? null
        : `${baseUrl}/#/experiments/${encodeURIComponent(experiment)}/models/${encodeURIComponent(info.model_id)}`,
    createdAt: toTime(info.creation_timestamp_ms),
    producedById: info.source_run_id ? info.source_run_id : null,
  };
}

/** Files of 0 bytes come without a size. Some servers tell the name, others the path below the root. */
export function toFile(folder: string, { path, is_dir, file_size }: WireFile): ArtifactFile {
  const isDirectory = is_dir === true;
  const whole = folder === '' || path.startsWith(`${folder}/`) ? path : `${folder}/${path}`;
  const sizeBytes = isDirectory ? null : Number(file_size ?? 0);
  return { path: whole, isDirectory, sizeBytes, digest: null, contentType: null };
}
