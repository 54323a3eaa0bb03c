import type { Artifact } from '../../../../src/contract/artifacts.ts';
import type { Metric, Param, Run } from '../../../../src/contract/run.ts';
import { typeOfValue, type Value } from '../../../../src/contract/value.ts';
import { blankArtifact } from '../../../../src/kit/blank-artifact.ts';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { artifactId } from '../../artifacts/artifact-ids.ts';
import { textAt, valueOf } from '../../to-model.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { ParamEntry } from '../index/part-index.ts';
import { originPath, type MovedRun } from './moved-run.ts';

/** The facts of a run that was moved into the archive, as its source told them. */
export function factsOfMoved(run: ArchivedRun, moved: MovedRun) {
  const { name, status, startedAt, endedAt, user, notes, group, jobType, parent: parentId, tags } = moved;
  const origin = textAt(run, originPath);
  return {
    ...{ name, status, startedAt, endedAt, user, notes, group, jobType, parentId },
    tags: tags.map(([key, value]) => ({ key, value })),
    ...(origin === null ? {} : { origin }),
  } satisfies Partial<Run>;
}

/** Params under the keys that they had, as the values that they were. */
export function paramsOfMoved(run: ArchivedRun, moved: MovedRun): readonly Param[] {
  return run.params.map((entry) => {
    const { key = entry[0], json, text } = moved.params[entry[0]] ?? {};
    const value = json === true ? fromJson(entry) : valueOf(entry);
    const usual = moved.texts ? textOf(value) : null;
    return { key, nativeKey: key, value, text: text === undefined ? usual : text };
  });
}

/** What a value looks like, by those that keep nothing else; null for a list. */
export function textOf(value: Value): string | null {
  return typeOfValue(value) === 'LIST' || value === null ? null : Object.is(value, -0) ? '-0' : String(value);
}

function fromJson(entry: ParamEntry): Value {
  try {
    return toValue(parseJson(String(entry[2])));
  } catch {
    return valueOf(entry);
  }
}

function toValue(json: unknown): Value {
  if (Array.isArray(json)) return json.map(toValue);
  switch (typeof json) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return json;
    default:
      return null;
  }
}

/** A series under the key and context that it had. */
export function renamed(metric: Metric, moved: MovedRun): Metric {
  const [key = metric.key, context = {}] = moved.metrics[metric.nativeKey] ?? [];
  return { ...metric, key, nativeKey: key, context };
}

/** Data that a run read. */
export function datasetsOfMoved({ project }: ArchivedRun, { inputs }: MovedRun): readonly Artifact[] {
  return inputs.map(({ name, digest, uri, nativeType, metadata }) => ({
    ...blankArtifact,
    nativeId: artifactId({ kind: 'dataset', path: name, hash: digest.value }),
    projectId: project,
    name,
    type: 'DATASET',
    nativeType,
    digest,
    metadata,
    uri,
    url: null,
    createdAt: null,
    producedById: null,
  }));
}
