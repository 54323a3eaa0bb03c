import type { Artifact, ArtifactType } from '../../src/contract/artifacts.ts';
import type { Json } from '../../src/contract/value.ts';
import { blankArtifact } from '../../src/kit/blank-artifact.ts';
import { comparePaths } from '../../src/kit/files/order-paths.ts';
import { artifactId, sequenceKinds, type ArtifactKey, type SequenceKind } from './artifact-ids.ts';
import { toMs } from './to-model.ts';
import type { WireInfo } from './wire-artifacts.ts';

const typeOf: Readonly<Record<SequenceKind, ArtifactType>> = {
  audios: 'MEDIA',
  distributions: 'TABLE',
  figures: 'MEDIA',
  images: 'MEDIA',
  texts: 'TABLE',
};

/** Everything that a run made, by id. What it printed is always among it: the server does not tell whether it did. */
export function artifactsOf(baseUrl: string, hash: string, info: WireInfo): readonly Artifact[] {
  const page = `${baseUrl}/runs/${encodeURIComponent(hash)}`;
  const toArtifact = (
    key: ArtifactKey,
    own: Pick<Artifact, 'name' | 'type' | 'nativeType' | 'url'> & Partial<Artifact>,
  ): Artifact => ({
    ...blankArtifact,
    nativeId: artifactId(key),
    projectId: info.props.experiment?.id ?? null,
    uri: null,
    createdAt: toMs(info.props.creation_time),
    producedById: hash,
    ...own,
  });

  const sequences = sequenceKinds.flatMap((kind) =>
    (info.traces[kind] ?? []).map(({ name, context }) => {
      const metadata: { readonly [key: string]: Json } = { context };
      const own = { name, type: typeOf[kind], nativeType: kind, url: `${page}/${kind}`, metadata };
      return toArtifact({ kind, runId: hash, name, context }, own);
    }),
  );
  const stored = (info.artifacts ?? []).map(({ name, path, uri }) => {
    const metadata: { readonly [key: string]: Json } = { path: path ?? null };
    const own = { name, type: 'FILES', nativeType: 'artifact', url: page, uri: uri ?? null, metadata } as const;
    return toArtifact({ kind: 'stored', runId: hash, name }, own);
  });
  const logs = { name: 'logs', type: 'FILES', nativeType: 'logs', url: `${page}/logs` } as const;
  return [toArtifact({ kind: 'logs', runId: hash }, logs), ...sequences, ...stored].sort((a, b) =>
    comparePaths(a.nativeId, b.nativeId),
  );
}
