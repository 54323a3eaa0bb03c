import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { RungraphError } from '../../../../src/contract/error.ts';
import { hasDate } from '../../../../src/contract/time.ts';
import type { NewParam, NewPoints, NewRun, RunEnd } from '../../../../src/contract/writer.ts';
import { syncFolder } from '../../../../src/disk/sync-folder.ts';
import { copyKey, jsonOfNote, type CopyNote } from '../../bookkeeping.ts';
import { toRows } from '../../writer/rows.ts';
import { summaryOf, sumUp, type Summary } from '../../writer/summary.ts';
import { encode, type Member } from './encode-record.ts';
import { fileHeader, frame } from './frame-writer.ts';

/** Where a run is written. */
export interface DraftPlace {
  /** The one that the source names. */
  readonly folder: string;
  readonly entity: string | null;
  readonly project: string;
  /** Its id. */
  readonly run: string;
}

/** A run on its way into a folder. Its file has another name until it is finished, and nobody reads it. */
export interface Draft {
  readonly project: string;
  params(params: readonly NewParam[]): void;
  /** @throws CONFLICT behind the first points, since the tags come first in a file. */
  tags(tags: readonly string[]): void;
  points(series: readonly NewPoints[]): Promise<void>;
  /** May be said again. */
  finish(end: RunEnd): Promise<void>;
  /** Puts the digest before the end of a finished run. */
  note(digest: string): Promise<void>;
  /** Removes it. */
  readonly abandon: () => Promise<void>;
  /** The same where it is not finished. */
  leave(): Promise<void>;
}

/** Bytes that are written at a time. */
const chunkBytes = 1 << 20;

/** Begins a run anew: what an earlier process left of it goes. */
export async function openDraft(place: DraftPlace, run: NewRun): Promise<Draft> {
  const parent = join(place.folder, 'wandb');
  const folder = join(parent, `offline-run-${stampOf(run.startedAt)}-${place.run}`);
  const path = join(folder, `run-${place.run}.wandb`);
  await mkdir(parent, { recursive: true });
  const old = (await readdir(parent)).filter((name) => name.endsWith(`-${place.run}`));
  for (const name of old) await rm(join(parent, name), { recursive: true, force: true });
  await mkdir(join(folder, 'files'), { recursive: true });
  const handle = await open(`${path}.part`, 'w');
  const { from, origin, startedAt } = run;
  let note: CopyNote = { from, origin, startedAt };
  const params = new Map<string, Member>();
  const tags = new Set<string>();
  const summary: Summary = new Map();
  const state = { at: 0, records: 0, hasHead: false, isClosed: false };
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  /** The end as it was written last, and where it begins. */
  let ending: {
    readonly at: number;
    readonly records: number;
    readonly code: number;
    readonly runtime: number;
  } | null = null;

  function add(bytes: Buffer): void {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    state.at += bytes.length;
  }

  function put(make: (number: number) => Uint8Array): void {
    state.records += 1;
    add(frame(make(state.records), state.at));
  }

  async function flush(to: FileHandle): Promise<void> {
    const bytes = Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    if (bytes.length > 0) await to.write(bytes, 0, bytes.length, state.at - bytes.length);
  }

  function noteMember(): Member {
    return [copyKey, jsonOfNote(note)];
  }

  function putHead(): void {
    if (state.hasHead) return;
    state.hasHead = true;
    add(fileHeader);
    put(encode.header);
    const { group, jobType, name: displayName, notes } = run;
    const facts = { group, jobType, displayName, notes, tags: [...tags], startedAt };
    put((number) => encode.run(number, { ...place, ...facts, config: [noteMember(), ...params.values()] }));
  }

  function putEnd(code: number, runtime: number): void {
    put((number) => encode.config(number, [noteMember()]));
    put((number) => encode.exit(number, code, runtime));
  }

  async function abandon(): Promise<void> {
    if (!state.isClosed) await handle.close();
    state.isClosed = true;
    await rm(folder, { recursive: true, force: true });
  }

  return {
    project: place.project,

    params(some) {
      const news = some.map(({ key, value }): Member => [key, value]);
      if (state.hasHead) put((number) => encode.config(number, news));
      else for (const member of news) params.set(member[0], member);
    },

    tags(some) {
      if (state.hasHead && some.some((tag) => !tags.has(tag)))
        throw new RungraphError('CONFLICT', 'Tags of a run are written before its points.');
      for (const tag of some) tags.add(tag);
    },

    async points(series) {
      putHead();
      for (const row of toRows(series, startedAt ?? 0)) {
        put((number) => encode.history(number, [...row], Number(row.get('_step') ?? 0)));
        if (waitingBytes >= chunkBytes) await flush(handle);
      }
      sumUp(summary, series);
    },

    async finish({ status, endedAt }) {
      if (state.isClosed) return;
      putHead();
      put((number) => encode.summary(number, summaryOf(summary, startedAt, endedAt)));
      note = { ...note, endedAt };
      const runtime = startedAt === null || endedAt === null ? 0 : Math.max(0, (endedAt - startedAt) / 1000);
      ending = { at: state.at, records: state.records, code: status === 'FINISHED' ? 0 : 1, runtime };
      putEnd(ending.code, runtime);
      await flush(handle);
      await handle.sync();
      await handle.close();
      state.isClosed = true;
      await rename(`${path}.part`, path);
      await syncFolder(folder);
    },

    async note(digest) {
      if (ending === null) throw new RungraphError('CONFLICT', `The run ${place.run} is not finished.`);
      note = { ...note, digest };
      // Cut off in between, it has no end and no digest, and is begun anew.
      const file = await open(path, 'r+');
      try {
        await file.truncate(ending.at);
        [state.at, state.records] = [ending.at, ending.records];
        putEnd(ending.code, ending.runtime);
        await flush(file);
        await file.sync();
      } finally {
        await file.close();
      }
    },

    async leave() {
      if (!state.isClosed) await abandon();
    },

    abandon,
  };
}

/** `20260105_080000`, as the SDK names folders. */
function stampOf(startedAt: number | null): string {
  const at = new Date(startedAt !== null && hasDate(startedAt) ? startedAt : 0).toISOString();
  const [, date = '', time = ''] = /^(.+)T(.+)\.\d+Z$/.exec(at) ?? [];
  return `${date.replace(/\D/g, '')}_${time.replace(/\D/g, '')}`;
}
