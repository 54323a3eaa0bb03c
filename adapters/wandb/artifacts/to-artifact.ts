import type { Artifact, ArtifactType, Digest } from '../../../src/contract/artifacts.ts';
import { blankArtifact } from '../../../src/kit/blank-artifact.ts';
import { runIdOf, projectIdOf, type RunKey } from '../ids.ts';
import { readObject, timeOf } from '../read-fields.ts';
import { filesIdOf, versionIdOf, type VersionKey } from './artifact-ids.ts';
import type { WireProjectName, WireRunName, WireVersion } from './wire-artifacts.ts';

/** A version that was logged; undefined for what is deleted, hidden from the key, or the server's own export. */
export function toArtifact(pagesUrl: string, wire: WireVersion): Artifact | undefined {
  const key = versionKeyOf(wire);
  if (key === undefined || !isWanted(wire)) return undefined;
  const { entity, project, collection, index } = key;
  const nativeType = wire.artifactType?.name ?? null;
  const metadata = readObject(wire.metadata);
  const page = [entity, project, 'artifacts', nativeType ?? 'artifact', collection, `v${index}`];
  return {
    ...blankArtifact,
    nativeId: versionIdOf(key),
    projectId: projectIdOf(key),
    name: collection,
    type: typeOf(nativeType),
    nativeType,
    version: `v${index}`,
    aliases: aliasesIn(wire, key),
    description: wire.description === undefined || wire.description === '' ? null : wire.description,
    metadata: Object.keys(metadata).length === 0 ? null : metadata,
    digest: digestOf(wire),
    sizeBytes: numberOf(wire.size),
    uri: null,
    url: `${pagesUrl}/${page.map(encodeURIComponent).join('/')}`,
    createdAt: timeOf(wire.createdAt),
    producedById: runIdIn(wire.createdBy),
  };
}

/** Everything that a run saved beside what it logged as artifacts. */
export function toFilesArtifact(pagesUrl: string, run: RunKey, createdAt: string | null | undefined): Artifact {
  const page = [run.entity, run.project, 'runs', run.run, 'files'].map(encodeURIComponent).join('/');
  return {
    ...blankArtifact,
    nativeId: filesIdOf(run),
    projectId: projectIdOf(run),
    name: 'files',
    type: 'FILES',
    nativeType: 'files of the run',
    uri: null,
    url: `${pagesUrl}/${page}`,
    createdAt: timeOf(createdAt),
    producedById: runIdOf(run),
  };
}

/** The server keeps exports of histories as artifacts of the runs. */
function isWanted({ artifactType, state }: WireVersion): boolean {
  return artifactType?.name !== 'wandb-history' && state !== 'DELETED' && state !== 'PENDING';
}

/** Why a version is left out, where it is not one that nobody misses. */
export function isHidden(wire: WireVersion | null | undefined): boolean {
  return wire === null || wire === undefined || (isWanted(wire) && versionKeyOf(wire) === undefined);
}

function versionKeyOf({ artifactSequence: source, versionIndex: index }: WireVersion): VersionKey | undefined {
  if (source?.project === null || source?.project === undefined) return undefined;
  if (index === null || index === undefined) return undefined;
  const { name: project, entity } = source.project;
  return { entity: entity.name, project, collection: source.name, index };
}

/** The names that one collection gives a version; others give it others. */
export function aliasesIn({ aliases }: WireVersion, key: VersionKey): readonly string[] {
  const own = (aliases ?? []).filter(({ artifactCollection: at }) => {
    if (at === null || at === undefined) return false;
    return at.name === key.collection && (!at.project || isProject(at.project, key));
  });
  return own.map(({ alias }) => alias).sort();
}

function isProject({ name, entity }: WireProjectName, key: VersionKey): boolean {
  return name === key.project && entity.name === key.entity;
}

/** Null for a user, and for a run that the key may not see. */
export function runIdIn(wire: WireRunName): string | null {
  if (!wire?.name || !wire.project) return null;
  const { name: project, entity } = wire.project;
  return runIdOf({ entity: entity.name, project, run: wire.name });
}

/** Over the manifest, not over any file. */
function digestOf({ digest, digestAlgorithm }: WireVersion): Digest | null {
  if (digest === null || digest === undefined || digest === '') return null;
  const algorithm = digestAlgorithm === 'MANIFEST_XXH128' ? 'wandb-manifest-xxh128' : 'wandb-manifest-md5';
  return { algorithm, value: digest };
}

/** Integers of 64 bits, which may come as text. */
export function numberOf(value: number | bigint | string | null | undefined): number | bigint | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : /^\d+$/.test(value) ? BigInt(value) : null;
}

/** Types are words that people choose; those of the SDK and the usual ones are known. */
const types: readonly (readonly [RegExp, ArtifactType])[] = [
  [/^(raw[-_ ]?)?(data[-_ ]?set|data)s?$/i, 'DATASET'],
  [/checkpoints?$/i, 'CHECKPOINT'],
  [/^(.*[-_ ])?models?$/i, 'MODEL'],
  [/^eval(uation)?s?([-_ ].*)?$/i, 'EVALUATION'],
  [/^(run_)?tables?$/i, 'TABLE'],
  [/^(media|images?|videos?|audios?)$/i, 'MEDIA'],
];

function typeOf(nativeType: string | null): ArtifactType {
  return types.find(([words]) => words.test(nativeType ?? ''))?.[1] ?? 'OTHER';
}
