import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRungraphError, RungraphError } from '../../contract/error.ts';
import { requireGroup } from '../sources/groups.ts';
import type { TextFile } from './fit/fit-run.ts';
import type { Tally } from './fit/losses.ts';
import type { FileImage } from './image/run-image.ts';
import type { Side } from './side.ts';
import type { SourceFile } from './source-files.ts';

export interface FileWriting {
  readonly from: Side;
  readonly to: Side;
  readonly runId: string;
  /** Files that an earlier attempt sent whole. */
  readonly sent: ReadonlyMap<string, FileImage>;
  readonly tally: Tally;
  readonly onFile: (target: string, image: FileImage) => Promise<void>;
}

/** A file takes as long as it takes: a day. */
const fileDeadlineMs = 24 * 3600 * 1000;

/** Moves files one after the other. Answers what must be there then: what has no way, or has gone, is a loss. */
export async function writeFiles(
  writing: FileWriting,
  files: readonly SourceFile[],
  texts: readonly TextFile[],
): Promise<Readonly<Record<string, FileImage>>> {
  const images: [string, FileImage][] = [];
  for (const { path, text } of texts) {
    const bytes = Buffer.from(text);
    const image = sha256Of(text);
    const body = () =>
      Promise.resolve({ sizeBytes: bytes.length, pieces: Readable.from([bytes]), end: () => Promise.resolve() });
    if (await sendFile(writing, path, body)) images.push([path, image]);
  }
  for (const file of files) {
    const known = writing.sent.get(file.target);
    const image = known ?? (await moveFile(writing, file));
    if (image === null) continue;
    if (known === undefined) await writing.onFile(file.target, image);
    images.push([file.target, image]);
  }
  return Object.fromEntries(images);
}

export function sha256Of(text: string): FileImage {
  return { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

interface Body {
  readonly sizeBytes: number;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly end: () => Promise<void>;
}

async function moveFile(writing: FileWriting, file: SourceFile): Promise<FileImage | null> {
  let [hash, bytes] = [createHash('sha256'), 0];
  const open = async (): Promise<Body> => {
    const body = await openSource(writing.from, file);
    [hash, bytes] = [createHash('sha256'), 0];
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of body.pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    return { ...body, pieces: counted() };
  };
  try {
    // The target may answer as soon as it has the last byte: what was handed out by then is what was sent.
    return (await sendFile(writing, file.target, open)) ? { bytes, sha256: hash.digest('hex') } : null;
  } catch (error) {
    if (!hasGone(error, writing.from)) throw error;
    noteMissing(writing.tally, file, error);
    return null;
  }
}

/** Whether the source names a file that it does not have. */
export function hasGone(error: unknown, { source }: Side): error is RungraphError {
  return isRungraphError(error) && error.code === 'NOT_FOUND' && error.source === source.id;
}

export function noteMissing(tally: Tally, { target }: SourceFile, { message }: RungraphError): void {
  tally.note({ code: 'FILE_MISSING', item: `file ${target}`, becomes: message });
}

/** False where there is no way for this file, which is noted. */
async function sendFile(writing: FileWriting, path: string, open: () => Promise<Body>): Promise<boolean> {
  const { to, runId, tally } = writing;
  try {
    await to.patiently(async () => {
      const { sizeBytes, pieces: body, end } = await open();
      try {
        await to.askOnce(
          'writeFile',
          (adapter, context) => requireGroup(adapter, 'writer').writeFile(context, runId, { path, sizeBytes, body }),
          fileDeadlineMs,
        );
      } finally {
        await end();
      }
    });
    return true;
  } catch (error) {
    if (!isRungraphError(error) || error.code !== 'UNSUPPORTED') throw error;
    tally.note({ code: 'FILE_NO_ROUTE', item: `file ${path}`, becomes: error.message });
    return false;
  }
}

/** Opens a file of the source. One of unknown size is put on the disk first, since targets want to know it. */
async function openSource(from: Side, { artifactId, path, sizeBytes }: Omit<SourceFile, 'target'>): Promise<Body> {
  const file = await from.askOnce(
    'openFile',
    (adapter, context) => requireGroup(adapter, 'artifacts').openFile(context, { artifactId, path, range: null }),
    fileDeadlineMs,
  );
  if ('outOfRange' in file) throw new RungraphError('PROTOCOL', `${path} was answered in parts, and not whole.`);
  const size = file.sizeBytes ?? sizeBytes;
  const close = (): Promise<void> => {
    file.close();
    return Promise.resolve();
  };
  if (size !== null) return { sizeBytes: size, pieces: file.body, end: close };
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-file-'));
  const place = join(folder, 'file');
  try {
    await pipeline(file.body, createWriteStream(place));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const { size: bytes } = await stat(place);
  return { sizeBytes: bytes, pieces: createReadStream(place), end: () => rm(folder, { recursive: true, force: true }) };
}

/** The sha256 of a file as the target has it. */
export function readFileImage(side: Side, artifactId: string, path: string): Promise<FileImage> {
  return side.patiently(async () => {
    const { pieces } = await openSource(side, { artifactId, path, sizeBytes: 0 });
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  });
}
