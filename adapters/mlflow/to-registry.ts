import type { Model, ModelVersion } from '../../src/contract/models.ts';
import type { Tag } from '../../src/contract/run.ts';
import { artifactId } from './artifact-ids.ts';
import { toTime } from '../../src/kit/to-time.ts';
import { textOf } from './to-model.ts';
import type { WireModelVersion, WireRegisteredModel } from './wire-artifacts.ts';

export function toModel(baseUrl: string, model: WireRegisteredModel): Model {
  return {
    nativeId: model.name,
    name: model.name,
    description: model.description ? model.description : null,
    tags: tagsOf(model),
    createdAt: toTime(model.creation_timestamp),
    url: `${baseUrl}/#/models/${encodeURIComponent(model.name)}`,
  };
}

/** Of its aliases only the registered model tells, in some answers. */
export function toVersion(version: WireModelVersion, model: WireRegisteredModel | undefined): ModelVersion {
  const { artifactId: stored, path } = registered(version);
  const aliases = (model?.aliases ?? []).filter((alias) => alias.version === version.version);
  return {
    nativeId: versionId(version.name, version.version),
    modelId: version.name,
    version: version.version,
    aliases: aliases.map(({ alias }) => alias).sort(),
    stage: version.current_stage && version.current_stage !== 'None' ? version.current_stage : null,
    status: version.status ?? null,
    tags: tagsOf(version),
    description: version.description ? version.description : null,
    createdAt: toTime(version.creation_timestamp),
    runId: version.run_id ? version.run_id : null,
    ...{ artifactId: stored, path },
    uri: stored === null && version.source ? version.source : null,
  };
}

/** All but those by which a copy is told again. */
function tagsOf({ tags }: WireRegisteredModel | WireModelVersion): readonly Tag[] {
  const own = (tags ?? []).filter(({ key }) => !key.startsWith('rungraph.'));
  return own.map((tag) => ({ key: tag.key, value: textOf(tag) }));
}

/** Prompts are kept as registered models with a tag. */
export function isPrompt({ tags }: WireRegisteredModel): boolean {
  return tags?.some((tag) => tag.key === 'mlflow.prompt.is_prompt' && textOf(tag) === 'true') ?? false;
}

export function versionId(name: string, version: string): string {
  return `${name}/${version}`;
}

/** The name of a model may hold a slash, a version does not. */
export function parseVersionId(id: string): { readonly name: string; readonly version: string } | undefined {
  const match = /^([^]+)\/(\d+)$/.exec(id);
  return match === null ? undefined : { name: match[1] ?? '', version: match[2] ?? '' };
}

/** What was registered: a logged model, or something among the files of the run. A source elsewhere is no artifact here. */
export function registered({ source, run_id: runId }: WireModelVersion): { artifactId: string | null; path: string } {
  const text = source ?? '';
  const model = /^models:\/(m-[0-9a-f]+)/.exec(text) ?? /\/models\/(m-[0-9a-f]{32})\/artifacts/.exec(text);
  if (model !== null) return { artifactId: artifactId({ kind: 'model', modelId: model[1] ?? '' }), path: '' };
  const named = /^runs:\/([^/]+)\/(.*)$/s.exec(text);
  if (named !== null) return ofRun(named[1] ?? '', named[2] ?? '');
  const root = `/${runId ?? ''}/artifacts`;
  const below = runId && text.includes(root) ? text.slice(text.indexOf(root) + root.length) : null;
  return runId && below !== null && /^(\/|$)/.test(below) ? ofRun(runId, below) : { artifactId: null, path: '' };
}

function ofRun(runId: string, path: string): { artifactId: string; path: string } {
  return { artifactId: artifactId({ kind: 'files', runId }), path: path.replace(/^\/+|\/+$/g, '') };
}
