import { LRUCache } from 'lru-cache';
import { isRungraphError } from '../../../src/contract/error.ts';
import { chunkEvenly } from '../../../src/kit/chunk.ts';
import { runIdOf } from '../ids.ts';
import { findFiles, type RunFile } from './find-files.ts';
import type { Damage } from './frames.ts';
import { readBody, type Body } from './read-body.ts';
import { readHead, type Head } from './read-file.ts';
import type { OfflineRun } from './to-run.ts';

/** The runs of a folder as they are now. */
export interface Shelf {
  /** By id, in the order of ids, and what could not be read. */
  runs(): Promise<Listing>;
  body(run: OfflineRun): Promise<Body>;
}

export interface Listing {
  readonly runs: ReadonlyMap<string, OfflineRun>;
  /** How many files they were read from, those that could not be read too. */
  readonly files: number;
  /** About files that could not be read. */
  readonly complaints: readonly string[];
  /** Files that are not as they should be near their ends, which is as far as listing them tells. */
  readonly damaged: readonly DamagedFile[];
}

export interface DamagedFile {
  /** Its folder and its name. */
  readonly name: string;
  readonly runId: string;
  readonly damage: Damage;
}

/** Bytes of files whose content is kept. */
const mostKept = 128 * 1024 * 1024;
const filesAtOnce = 64;

/** `entity` is where runs belong that do not say. */
export function openShelf(folder: string, entity: string): Shelf {
  const heads = new Map<string, Promise<Head | string>>();
  const bodies = new LRUCache<string, Promise<Body>>({ maxSize: mostKept });

  /** Files only grow: what is known of one holds until its size or time changes. */
  function headOf(file: RunFile): Promise<Head | string> {
    const known = heads.get(placeOf(file));
    if (known !== undefined) return known;
    const read = readHead(file).catch((error: unknown) => {
      return isRungraphError(error) ? error.message : `"${nameOf(file)}" cannot be read.`;
    });
    heads.set(placeOf(file), read);
    return read;
  }

  return {
    async runs() {
      const files = await findFiles(folder);
      const places = new Set(files.map(placeOf));
      for (const place of heads.keys()) if (!places.has(place)) heads.delete(place);
      const found: Part[] = [];
      const complaints: string[] = [];
      for (const chunk of files.length === 0 ? [] : chunkEvenly(files, filesAtOnce)) {
        const read = await Promise.all(chunk.map(headOf));
        chunk.forEach((file, index) => {
          const head = read[index];
          if (typeof head === 'string') complaints.push(head);
          else if (head?.run === null) complaints.push(`"${nameOf(file)}" ends before it names its run.`);
          else if (head !== undefined) found.push({ file, head: { ...head, run: head.run } });
        });
      }
      const damaged = found.flatMap((part): readonly DamagedFile[] => {
        const { file, head } = part;
        if (!head.damage.torn && head.damage.broken === 0) return [];
        return [{ name: nameOf(file), runId: runIdOf(keyOf(part, entity)), damage: head.damage }];
      });
      return { runs: group(found, entity), files: files.length, complaints, damaged };
    },

    body({ files }) {
      const place = files.map(placeOf).join('\n');
      const known = bodies.get(place);
      if (known !== undefined) return known;
      const read = readBody(files);
      const size = files.reduce((sum, file) => sum + file.size, 1);
      bodies.set(place, read, { size });
      // What failed is tried again.
      read.catch(() => bodies.delete(place));
      return read;
    },
  };
}

interface Part {
  readonly file: RunFile;
  readonly head: OfflineRun['head'];
}

function group(parts: readonly Part[], entity: string): ReadonlyMap<string, OfflineRun> {
  const byId = new Map<string, Part[]>();
  for (const part of parts) {
    const id = runIdOf(keyOf(part, entity));
    byId.set(id, [...(byId.get(id) ?? []), part]);
  }
  const runs = [...byId].map(([id, own]): [string, OfflineRun] => {
    const ordered = own.sort((a, b) => (a.head.run.startedAt ?? 0) - (b.head.run.startedAt ?? 0));
    const [first, last] = [ordered[0] ?? own[0], ordered.at(-1) ?? own[0]];
    if (first === undefined || last === undefined) throw new Error('a group has a member');
    const run = { ...last.head.run, startedAt: first.head.run.startedAt };
    return [id, { key: keyOf(last, entity), files: ordered.map(({ file }) => file), head: { ...last.head, run } }];
  });
  return new Map(runs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As the SDK does on sending: a project without a name is `uncategorized`. */
function keyOf({ head: { run } }: Part, entity: string): OfflineRun['key'] {
  return { entity: run.entity || entity, project: run.project || 'uncategorized', run: run.id };
}

function placeOf({ path, size, changedAt }: RunFile): string {
  return `${path} ${size} ${changedAt}`;
}

function nameOf({ path }: RunFile): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}
