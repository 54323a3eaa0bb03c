import type { ArtifactFile, OpenFile } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { LogKind } from './artifact-client.ts';
import { isTreeObject } from './encoding/tree.ts';
import type { Root } from './encoding/tree-builder.ts';
import { strictJson } from './strict-json.ts';
import { toJsonObject } from './to-json.ts';

type Access = Pick<ArtifactAccess, 'files' | 'context'>;

interface LogFile {
  readonly kind: LogKind;
  readonly path: string;
  readonly contentType: string;
  /** A line of the file; null for what is none. */
  readonly lineOf: (root: Root) => string | null;
}

const logFiles: readonly LogFile[] = [
  { kind: 'logs', path: 'logs.txt', contentType: 'text/plain', lineOf: printed },
  { kind: 'log-records', path: 'records.jsonl', contentType: 'application/x-ndjson', lineOf: recorded },
];

/** What a run printed and what it logged; a run may lack either. */
export async function listLogs(access: Access, runId: string): Promise<readonly ArtifactFile[]> {
  const found = await Promise.all(
    logFiles.map(async (file) => ((await isThere(access, runId, file)) ? [toFile(file)] : [])),
  );
  return found.flat();
}

/** Opens one of them. It is sent as it comes: what breaks off is an error in the middle. */
export async function openLog({ files, context }: Access, runId: string, path: string): Promise<OpenFile> {
  const missing = (): RungraphError => new RungraphError('NOT_FOUND', `There is no file "${path}".`);
  const file = logFiles.find((one) => one.path === path);
  if (file === undefined) throw missing();
  const { roots, close } = await files.logs(context, runId, file.kind, 'all');
  const first = await roots.next();
  if (first.done === true) throw missing();
  const body = linesOf(file, first.value, roots);
  return { sizeBytes: null, range: null, contentType: file.contentType, digest: null, etag: null, body, close };
}

/** Its size is not known before all of it is read. */
function toFile({ path, contentType }: LogFile): ArtifactFile {
  return { path, isDirectory: false, sizeBytes: null, digest: null, contentType };
}

async function isThere({ files, context }: Access, runId: string, { kind }: LogFile): Promise<boolean> {
  const { roots, close } = await files.logs(context, runId, kind, 'first');
  try {
    return (await roots.next()).done !== true;
  } finally {
    close();
  }
}

/** About so many characters at a time, so that short lines are not sent one by one. */
const pieceSize = 65_536;

async function* linesOf({ lineOf }: LogFile, first: Root, rest: AsyncIterable<Root>): AsyncGenerator<Uint8Array> {
  const toText = (root: Root): string => {
    const line = lineOf(root);
    return line === null ? '' : `${line}\n`;
  };
  let waiting = toText(first);
  for await (const root of rest) {
    waiting += toText(root);
    if (waiting.length < pieceSize) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting);
}

function printed({ value }: Root): string {
  if (typeof value === 'string') return value;
  throw new RungraphError('PROTOCOL', 'A line of the logs is not text.');
}

/** `is_notified` is of the machine that Aim's notifier runs on, and changes without the run. */
function recorded({ key, value }: Root): string | null {
  if (key === 'log_records_count') return null;
  if (!isTreeObject(value)) throw new RungraphError('PROTOCOL', 'A record of the logs is not an object.');
  const { is_notified: _notified, ...record } = value;
  return strictJson(toJsonObject(record));
}
