import { crc32, constants } from 'node:zlib';
import { getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { RungraphError, isRungraphError } from '../../../../src/contract/error.ts';

// A file set is a zip. Its directory is read where it lies; nothing is unpacked to disk.

/** One file in a zip. */
export interface ZipMember {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What any set of files stays below; a zip beyond is none that the exporter downloaded in good faith. */
const mostMembers = 500_000;
/** Deflate cannot do better (its format's longest match is 258 bytes for 2 bits): a size beyond is a lie. */
const mostRatio = 1032;

/** The files of a zip, each once. @throws PROTOCOL for what is no zip, or one that is made to do harm. */
export async function listZip(file: string): Promise<readonly ZipMember[]> {
  const members = new Map<string, ZipMember>();
  await withZip(file, async (zip) => {
    for (const { path, entry } of await entriesOf(zip)) members.set(path, { path, sizeBytes: entry.uncompressedSize });
  });
  return [...members.values()];
}

export interface OpenMember extends ZipMember {
  /** Checked against the sum that the zip has of it; throws where it is another or of another size. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly close: () => void;
}

/** Opens one file of a zip; undefined where there is none of that path. @throws PROTOCOL like `listZip`. */
export async function openMember(file: string, path: string): Promise<OpenMember | undefined> {
  const zip = await openZip(file);
  try {
    const entry = (await entriesOf(zip)).findLast((one) => one.path === path)?.entry;
    if (entry === undefined) {
      zip.close();
      return undefined;
    }
    if (!entry.canDecodeFileData()) throw harmful(`"${path}" is encrypted or packed in a way that is not read`);
    const stream = await zip.openReadStreamPromise(entry);
    const close = (): void => {
      stream.destroy();
      if (zip.isOpen) zip.close();
    };
    return { path, sizeBytes: entry.uncompressedSize, body: checked(stream, entry, close), close };
  } catch (error) {
    if (zip.isOpen) zip.close();
    throw unreadable(error);
  }
}

async function* checked(stream: AsyncIterable<Uint8Array>, entry: Entry, close: () => void) {
  let sum = 0;
  try {
    for await (const piece of stream) {
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    throw unreadable(error);
  } finally {
    close();
  }
  if (sum !== entry.crc32) throw harmful('a file in it is damaged: its checksum is another');
}

async function entriesOf(zip: ZipFile): Promise<readonly { readonly path: string; readonly entry: Entry }[]> {
  if (zip.entryCount > mostMembers) throw harmful(`it says that it holds ${zip.entryCount} files`);
  const found: { path: string; entry: Entry }[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields, compressedSize, uncompressedSize } = entry;
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    const path = parts.join('/');
    if (validateFileName(name) !== null || path.includes('\0') || (path === '' && !name.endsWith('/'))) {
      throw harmful(`the name "${name.slice(0, 100)}" in it leads out of its folder or is no path`);
    }
    packed += compressedSize;
    if (packed > zip.fileSize) throw harmful('the files in it are larger than it, so that they lie over each other');
    if (uncompressedSize > compressedSize * mostRatio + constants.Z_MIN_CHUNK) {
      throw harmful(`"${path}" says that it is ${uncompressedSize} bytes of ${compressedSize} packed ones`);
    }
    if (!name.endsWith('/')) found.push({ path, entry });
  }
  return found;
}

async function withZip(file: string, use: (zip: ZipFile) => Promise<void>): Promise<void> {
  const zip = await openZip(file);
  try {
    await use(zip);
  } catch (error) {
    throw unreadable(error);
  } finally {
    if (zip.isOpen) zip.close();
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    // Names are decoded here, so that a bad one can be told.
    return await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): RungraphError {
  if (isRungraphError(error)) return error;
  return new RungraphError('PROTOCOL', 'The zip of a file set cannot be read: it is damaged or was cut off.', {
    cause: error,
    detail: String(error),
  });
}

function harmful(why: string): RungraphError {
  return new RungraphError('PROTOCOL', `The zip of a file set is refused: ${why}.`);
}
