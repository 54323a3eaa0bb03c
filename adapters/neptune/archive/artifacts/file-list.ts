import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RungraphError } from '../../../../src/contract/error.ts';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { listedFile, type ListedFile } from '../../artifacts/tracked-files.ts';
import type { FoundFile } from './find-file.ts';

/** Millions of files; nobody tracks more in one artifact. */
const mostBytes = 256 * 2 ** 20;

/** @throws PROTOCOL for what is no list of files. */
export async function readFileList({ file, sizeBytes }: FoundFile): Promise<readonly ListedFile[]> {
  if (sizeBytes > mostBytes) throw new RungraphError('PROTOCOL', 'The list of files of an artifact is too large.');
  try {
    return z.array(listedFile).parse(parseJson(await readFile(file, 'utf8')));
  } catch (error) {
    throw new RungraphError('PROTOCOL', 'The list of files of an artifact cannot be read.', {
      cause: error,
      detail: String(error),
    });
  }
}
