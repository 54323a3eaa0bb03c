import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { NewFile } from '../../../src/contract/writer.ts';
import type { WriteClient } from './write-client.ts';

export interface FileWriting {
  readonly writes: Pick<WriteClient, 'putFile' | 'uploadFile'>;
  readonly context: CallContext;
  /** The artifact root of the run. */
  readonly root: string;
}

/** The most that the tracking server takes by itself (MAX_UPLOAD_ARTIFACT_SIZE of mlflow/server/handlers.py). */
const mostUpload = 10 * 1024 * 1024;

/**
 * Writes a file below a run's artifact root. Roots of the artifact proxy take any size. Into all others the server
 * writes for us, up to a size.
 * @throws UNSUPPORTED where there is no way.
 */
export async function writeFile({ writes, context, root }: FileWriting, runId: string, file: NewFile): Promise<void> {
  const { path, sizeBytes, body: pieces } = file;
  const body = { sizeBytes, contentType: 'application/octet-stream', pieces };
  const [, proxied] = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.*)$/.exec(root) ?? [];
  if (proxied !== undefined) {
    const place = `${proxied}/${path}`.split('/').map(encodeURIComponent).join('/');
    await writes.putFile(context, place, body);
    return;
  }
  if (sizeBytes <= mostUpload) {
    await writes.uploadFile(context, runId, path, body);
    return;
  }
  const [scheme = 'a folder'] = /^[a-z0-9+]+:/.exec(root) ?? [];
  throw new RungraphError(
    'UNSUPPORTED',
    `The files of this experiment lie at ${scheme}, which the server fills itself, with 10 MiB a file at the most.`,
  );
}
