import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { ProjectKey, RunKey } from '../ids.ts';
import type { Sender } from '../send.ts';
import { inputType, type InputArtifact } from './input-artifact.ts';
import { toHeaders, type UploadPlace } from './write-client.ts';
import { openAsker } from './ask.ts';
import * as documents from './write-documents.ts';

const text = z.string().nullish();
const identified = z.object({ id: z.string() });
const upload = z.object({ uploadUrl: text, uploadHeaders: z.array(z.string()).nullish() });

const created = z.object({
  createArtifact: z.object({
    artifact: z.object({
      id: z.string(),
      state: z.string(),
      artifactSequence: z.object({ latestArtifact: identified.nullish() }).nullish(),
    }),
  }),
});
const manifest = z.object({
  createArtifactManifest: z.object({ artifactManifest: z.object({ id: z.string(), file: upload.nullish() }) }),
});
const files = z.object({
  createArtifactFiles: z.object({ files: z.object({ edges: z.array(z.object({ node: upload.nullish() })) }) }),
});

/** An artifact that is being made. */
export interface PendingArtifact {
  readonly id: string;
  /** The version before it. */
  readonly base: string | null;
  /** It was there already, whole. */
  readonly isCommitted: boolean;
}

/** The requests that the SDK sends to use an artifact that nobody has logged yet, each a function. */
export interface InputClient {
  make(context: CallContext, at: ProjectKey, name: string, artifact: InputArtifact): Promise<PendingArtifact>;
  /** Without a digest the manifest is named alone. Null where the server wants no bytes. */
  makeManifest(
    context: CallContext,
    run: RunKey,
    artifact: PendingArtifact,
    md5: string | null,
  ): Promise<{ readonly id: string; readonly place: UploadPlace | null }>;
  /** Null where the server has the bytes already. */
  makeFile(
    context: CallContext,
    artifactId: string,
    manifestId: string,
    file: InputArtifact['file'],
  ): Promise<UploadPlace | null>;
  commit(context: CallContext, artifactId: string): Promise<void>;
  use(context: CallContext, run: RunKey, artifactId: string): Promise<void>;
}

export function openInputClient(sender: Sender): InputClient {
  const ask = openAsker(sender);

  return {
    async make(context, { entity, project }, name, { digest, metadata }) {
      const input = {
        ...{ entityName: entity, projectName: project, artifactTypeName: inputType, artifactCollectionName: name },
        ...{ digest, digestAlgorithm: 'MANIFEST_MD5', metadata, enableDigestDeduplication: true },
        aliases: [{ alias: 'latest', artifactCollectionName: name }],
        ...{ clientID: clientId(), sequenceClientID: clientId() },
      };
      const answer = await ask(context, 'CreateArtifact', documents.createArtifact, { input }, created);
      const { id, state, artifactSequence } = answer.createArtifact.artifact;
      return { id, base: artifactSequence?.latestArtifact?.id ?? null, isCommitted: state === 'COMMITTED' };
    },

    async makeManifest(context, { entity, project, run }, { id, base }, md5) {
      const variables = {
        ...{ artifactID: id, baseArtifactID: base, name: 'wandb_manifest.json', digest: md5 ?? '' },
        ...{ entityName: entity, projectName: project, runName: run, manifestType: 'FULL' },
        includeUpload: md5 !== null,
      };
      const answer = await ask(
        context,
        'CreateArtifactManifest',
        documents.createArtifactManifest,
        variables,
        manifest,
      );
      const { id: manifestId, file } = answer.createArtifactManifest.artifactManifest;
      return { id: manifestId, place: placeOf(file) };
    },

    async makeFile(context, artifactID, artifactManifestID, { path, md5 }) {
      const input = { artifactFiles: [{ artifactID, artifactManifestID, name: path, md5 }], storageLayout: 'V2' };
      const answer = await ask(context, 'CreateArtifactFiles', documents.createArtifactFiles, { input }, files);
      const [edge] = answer.createArtifactFiles.files.edges;
      if (edge === undefined) throw new RungraphError('PROTOCOL', 'The server named no place for a file.');
      return placeOf(edge.node);
    },

    async commit(context, artifactID) {
      await ask(context, 'CommitArtifact', documents.commitArtifact, { artifactID }, z.unknown());
    },

    async use(context, { entity, project, run }, artifactID) {
      const at = { artifactEntityName: entity, artifactProjectName: project };
      const input = { artifactID, entityName: entity, projectName: project, runName: run, ...at };
      await ask(context, 'UseArtifact', documents.useArtifact, { input }, z.unknown());
    },
  };
}

function placeOf(file: z.infer<typeof upload> | null | undefined): UploadPlace | null {
  return file?.uploadUrl ? { url: file.uploadUrl, headers: toHeaders(file.uploadHeaders) } : null;
}

/** As long as the SDK's, which are letters and digits by chance. */
function clientId(): string {
  return randomBytes(64).toString('hex');
}
