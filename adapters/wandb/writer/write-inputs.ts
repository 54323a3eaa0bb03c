import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CallContext } from '../../../src/contract/context.ts';
import type { NewInput } from '../../../src/contract/writer.ts';
import type { FilePutter } from '../file-fetcher.ts';
import type { RunKey } from '../ids.ts';
import { inputArtifact, type InputArtifact } from './input-artifact.ts';
import type { InputClient } from './input-client.ts';
import { putBytes } from './write-file.ts';

export interface InputWriting {
  readonly client: InputClient;
  readonly fetcher: FilePutter;
}

/** Writes what runs read, one run after another. */
export type InputWriter = (context: CallContext, run: RunKey, inputs: readonly NewInput[]) => Promise<void>;

/** Artifacts that are known to be there. */
const mostKnown = 10_000;

/**
 * Notes what runs read: an artifact for each data set, made where the project has none with this name and digest, and used
 * by the run. The server finds again what is there whole; what was cut off before is made once more.
 */
export function openInputWriter({ client, fetcher }: InputWriting): InputWriter {
  const known = new LRUCache<string, Promise<string>>({ max: mostKnown });

  /** The server's id of it. */
  async function make(context: CallContext, run: RunKey, name: string, artifact: InputArtifact): Promise<string> {
    const pending = await client.make(context, run, name, artifact);
    if (pending.isCommitted) return pending.id;
    const put = async (place: Parameters<typeof putBytes>[1] | null, path: string, bytes: Buffer): Promise<void> => {
      if (place === null) return;
      await putBytes({ fetcher, context }, place, { path, sizeBytes: bytes.length, body: piecesOf(bytes) });
    };
    const { id: manifestId } = await client.makeManifest(context, run, pending, null);
    const { file } = artifact;
    await put(await client.makeFile(context, pending.id, manifestId, file), file.path, file.bytes);
    const bytes = Buffer.from(artifact.manifest(pending.id));
    const md5 = createHash('md5').update(bytes).digest('base64');
    const { place } = await client.makeManifest(context, run, pending, md5);
    await put(place, 'The manifest', bytes);
    await client.commit(context, pending.id);
    return pending.id;
  }

  return async (context, run, inputs) => {
    for (const input of inputs) {
      const artifact = inputArtifact(input);
      const key = JSON.stringify([run.entity, run.project, input.name, artifact.digest]);
      let id = known.get(key);
      if (id === undefined) {
        id = make(context, run, input.name, artifact);
        known.set(key, id);
        // What failed is tried again.
        id.catch(() => known.delete(key));
      }
      await client.use(context, run, await id);
    }
  };
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
