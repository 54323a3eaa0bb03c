import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { writeJson } from '../../../../src/kit/write-json.ts';
import type { PartIndex } from './part-index.ts';

// One line a file that was scanned, with a digest in front: what was torn or came from somebody else is not believed.
// Lines are added as files are scanned, so that a first reading that was cut short goes on where it stopped.

/** Part of the name: another form of the index is another file. */
const version = 1;

export interface IndexStore {
  /** What was kept, by file. Empty where there is nothing, or nothing that can be read. */
  load(): Promise<Map<string, PartIndex>>;
  add(parts: readonly PartIndex[]): Promise<void>;
  /** Writes the index anew, with nothing in it but these. */
  replace(parts: Iterable<PartIndex>): Promise<void>;
}

/** The index of the archive in these folders, below a folder for caches; nothing is kept where that is undefined. */
export function openIndexStore(cacheFolder: string | undefined, roots: readonly string[]): IndexStore {
  if (cacheFolder === undefined) {
    return { load: () => Promise.resolve(new Map()), add: () => Promise.resolve(), replace: () => Promise.resolve() };
  }
  const name = createHash('sha256')
    .update(JSON.stringify([...roots].sort()))
    .digest('hex')
    .slice(0, 16);
  const file = join(cacheFolder, 'neptune-archives', `${name}-v${version}.jsonl`);
  const prepare = (): Promise<unknown> => mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return {
    load: () => loadLines(file),
    async add(parts) {
      await prepare();
      await appendFile(file, parts.map(lineOf).join(''), { mode: 0o600 });
    },
    async replace(parts) {
      await prepare();
      const fresh = `${file}.${process.pid}.new`;
      await writeFile(fresh, '', { mode: 0o600 });
      for (const part of parts) await appendFile(fresh, lineOf(part));
      await rename(fresh, file);
    },
  };
}

async function loadLines(file: string): Promise<Map<string, PartIndex>> {
  const found = new Map<string, PartIndex>();
  const input = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 });
  const lines = createInterface({ input, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      const part = partOf(line);
      if (part !== undefined) found.set(part.file, part);
    }
  } catch {
    // No index, or one that cannot be read: the archive is scanned.
  }
  return found;
}

function lineOf(part: PartIndex): string {
  const json = writeJson(part);
  return `${digestOf(json)} ${json}\n`;
}

function partOf(line: string): PartIndex | undefined {
  const json = line.slice(17);
  if (line[16] !== ' ' || digestOf(json) !== line.slice(0, 16)) return undefined;
  const parsed = partShape.safeParse(parseJson(json));
  return parsed.success ? parsed.data : undefined;
}

function digestOf(json: string): string {
  return createHash('sha1').update(json).digest('hex').slice(0, 16);
}

/** The digest says that it is ours, so that a look at the outside is enough. */
const partShape = z.custom<PartIndex>(
  (part) => typeof part === 'object' && part !== null && 'file' in part && 'stamp' in part && 'runs' in part,
);
