import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { NeptuneSettings } from '../../config.ts';
import type { ArchivedRun } from '../catalog.ts';
import { withSlashes } from '../file-path.ts';
import { isWithin } from '../find-parts.ts';

/** A file or folder of an export that is on disk. */
export interface FoundFile {
  /** Absolute, links resolved. */
  readonly file: string;
  readonly isDirectory: boolean;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** `outside`: the path, or a link on its way, leads out of the files folder. */
export type Finding = FoundFile | 'missing' | 'outside';

export interface FileStore {
  /** Whether the config names a folder that files of this entry can lie in. */
  holds(owner: ArchivedRun): boolean;
  /** Looks for a path as the exporter wrote it, which may be the raw input of a user. */
  find(owner: ArchivedRun, stored: string): Promise<Finding>;
}

export function openFileStore({ filesPath, modelFilesPath }: NeptuneSettings): FileStore {
  const rootsOf = ({ scope }: ArchivedRun) => (scope === 'runs' ? filesPath : [...modelFilesPath, ...filesPath]);
  return {
    holds: (owner) => rootsOf(owner).length > 0,
    async find(owner, stored) {
      let found: Finding = 'missing';
      for (const root of rootsOf(owner)) {
        for (const way of waysTo(owner, stored)) {
          const next = await look(root, way);
          if (typeof next === 'object') return next;
          if (next === 'outside') found = next;
        }
      }
      return found;
    },
  };
}

/**
 * Below the files path as below the data path there is a folder for each project, of the same name; an archive that was
 * put in order by hand may lack it. Copies through other systems may spell letters with accents in another form.
 */
function waysTo(owner: ArchivedRun, stored: string): readonly string[] {
  const folder = dirname(owner.parts[0] ?? '');
  const project = basename(owner.scope === 'runs' ? folder : dirname(folder));
  const path = withSlashes(stored);
  const spelled = [...new Set([path, path.normalize('NFC'), path.normalize('NFD')])];
  const folders = [...new Set([project, project.normalize('NFC'), project.normalize('NFD')])];
  return [...folders.flatMap((name) => spelled.map((one) => `${name}/${one}`)), ...spelled];
}

async function look(root: string, way: string): Promise<Finding> {
  try {
    const real = await realpath(root);
    const target = resolve(real, `./${way}`);
    if (!isWithin(real, target)) return 'outside';
    const file = await realpath(target);
    if (!isWithin(real, file)) return 'outside';
    const about = await stat(file);
    if (!about.isFile() && !about.isDirectory()) return 'missing';
    return { file, isDirectory: about.isDirectory(), sizeBytes: about.size, modifiedMs: about.mtimeMs };
  } catch {
    // Names that are too long, that hold a NUL, or that nobody may read: there is no file to be had.
    return 'missing';
  }
}
