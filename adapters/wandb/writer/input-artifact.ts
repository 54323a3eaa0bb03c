import { createHash } from 'node:crypto';
import type { Fitting } from '../../../src/contract/write-table.ts';
import type { Json } from '../../../src/contract/value.ts';
import type { NewInput } from '../../../src/contract/writer.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { isJsonObject, type JsonObject } from '../flatten-config.ts';

// What `run.use_artifact(wandb.Artifact(…))` of the SDK 0.31.0 makes of data that a run read: an artifact of the type
// `dataset`, which no run has made.

export const inputType = 'dataset';

/** Letters that every version of the SDK and its servers took in names of artifacts. */
export const inputName: Fitting = {
  says: 'plain letters and digits, _ - and dots',
  fit: (name) => (name === '' ? '_' : name.replace(/[^\w.-]/g, '_')),
};

/** An artifact that stands for data, as it is uploaded. */
export interface InputArtifact {
  /** Of the manifest: what W&B tells versions of a name apart by. */
  readonly digest: string;
  /** The one file in it: what the source said of the data. */
  readonly file: { readonly path: string; readonly bytes: Buffer; readonly md5: string };
  /** JSON, for people. */
  readonly metadata: string;
  /** JSON; `artifactId` as the server calls it. */
  readonly manifest: (artifactId: string) => string;
}

/** What the source says. The digest of an input is the target’s own, and made of it. */
type Source = Omit<NewInput, 'digest'>;

/** Made of the data alone, so that the same data is the same version. */
export function inputArtifact({ name, uri, nativeType, metadata, whole }: Source): InputArtifact {
  const digest = whole === null ? null : { algorithm: whole.algorithm, value: whole.value };
  const about = { name, digest, uri, type: nativeType };
  const bytes = Buffer.from(`${JSON.stringify(about, null, 2)}\n`);
  const file = { path: 'rungraph.json', bytes, md5: createHash('md5').update(bytes).digest('base64') };
  const size = bytes.length;
  const reference = isReference(uri) ? { [`data/${name}`]: { digest: uri, ref: uri, size: 0 } } : {};
  const entries = { ...reference, [file.path]: { digest: file.md5, size } };
  return {
    digest: digestOfManifest(entries),
    file,
    metadata: writeJson(metadataOf(about, metadata)),
    manifest: (birthArtifactID) =>
      JSON.stringify({
        version: 1,
        storagePolicy: 'wandb-storage-policy-v1',
        storagePolicyConfig: { storageLayout: 'V2' },
        contents: { ...reference, [file.path]: { digest: file.md5, size, birthArtifactID } },
      }),
  };
}

/** The digest that W&B has of it. */
export function inputDigest(input: Source): string {
  return inputArtifact(input).digest;
}

/** As `ArtifactManifestV1.digest` of the SDK computes it. */
function digestOfManifest(entries: Readonly<Record<string, { readonly digest: string }>>): string {
  const lines = Object.entries(entries).map(([path, { digest }]) => `${path}:${digest}\n`);
  return createHash('md5')
    .update(['wandb-artifact-manifest-v1\n', ...lines.sort()].join(''))
    .digest('hex');
}

/** W&B’s own addresses lead to artifacts of the server that the run was on. */
function isReference(uri: string | null): uri is string {
  return uri !== null && /^[a-z][a-z0-9+.-]+:/i.test(uri) && !/^wandb/i.test(uri);
}

/** The SDK takes at most so many keys. */
const mostKeys = 100;

/** What the source said comes beside what is known of it; more than W&B takes is one member. */
function metadataOf(about: JsonObject, metadata: NewInput['metadata']): Json {
  const own = Object.entries(metadata ?? {}).map(([key, value]) => [key, finite(value)] as const);
  const isRoomy = own.length < mostKeys && !own.some(([key]) => key === 'rungraph');
  return { ...(isRoomy ? Object.fromEntries(own) : { metadata: Object.fromEntries(own) }), rungraph: about };
}

/** JSON has no NaN; the SDK would send null. */
function finite(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map((member: Json) => finite(member));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, finite(member)]));
}
