import { basename, dirname } from 'node:path';

/** What the exporter has put there: runs, or entries of the 2.x model registry. */
export type Scope = 'runs' | 'models' | 'model_versions';

export interface PartName {
  /** The file's folder with the name that its parts share: parts of one run have it in common. */
  readonly set: string;
  /** 0 for what has no number. */
  readonly number: number;
  readonly scope: Scope;
}

/**
 * What a file's path tells. Ids are never taken from it: names are cleaned and hold a digest. The suffix is anchored,
 * because a run's own id may hold `_part_0`.
 */
export function partName(file: string): PartName {
  const folder = dirname(file);
  const stem = basename(file, '.parquet');
  const numbered = /^(?:(.*)_)?part_(\d+)$/s.exec(stem);
  const last = basename(folder);
  const scope = last === 'models' || last === 'model_versions' ? last : 'runs';
  if (numbered === null) return { set: `${folder}/${stem}`, number: 0, scope };
  return { set: `${folder}/${numbered[1] ?? ''}`, number: Number(numbered[2]), scope };
}
