import mime from 'mime';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { ProductLine } from './product-line.ts';

/** Rows of the files of a run, and what goes into the files folder, by path below that of the project. */
export interface FileRows {
  readonly rows: readonly {
    readonly attribute_path: string;
    readonly attribute_type: 'file' | 'artifact';
    readonly file_value: { readonly path: string };
  }[];
  readonly files: ReadonlyMap<string, string>;
}

/**
 * In 3.x names are cleaned and get an ending by their type; in 2.x they are as the user made them. Data that was tracked
 * is of 2.x alone, and is a list of files without their content.
 */
export function fileRows(
  run: SampleRun,
  { project, line }: { readonly project: string; readonly line: ProductLine },
): FileRows {
  const files = new Map<string, string>();
  const stored = run.files.map(({ path, content }) => {
    const place =
      line === '2.x' ? `${project}/${run.key}/${path}` : `${cleaned(run.key)}/${cleaned(path)}${endingOf(path)}`;
    files.set(place, content);
    return { attribute_path: path, attribute_type: 'file', file_value: { path: place } } as const;
  });
  if (line === '3.x') return { rows: stored, files };
  const tracked = run.datasets.map(({ name, digest, uri }) => {
    const place = `${project}/${run.key}/${name}/files_list.json`;
    const metadata = [{ key: 'location', value: uri }];
    files.set(place, JSON.stringify([{ filePath: name, fileHash: digest, type: 'S3', size: null, metadata }]));
    return { attribute_path: name, attribute_type: 'artifact', file_value: { path: place } } as const;
  });
  return { rows: [...stored, ...tracked], files };
}

/** Each part alone, without the digest that names of runs have. */
function cleaned(path: string): string {
  return path
    .split('/')
    .map((part) => part.replace(/[^\p{L}\p{N}_-]/gu, '_'))
    .join('/');
}

function endingOf(path: string): string {
  const type = mime.getType(path);
  const ending = type === null ? null : mime.getExtension(type);
  return ending === null ? '' : `.${ending}`;
}
