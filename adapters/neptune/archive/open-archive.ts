import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import type { NeptuneSettings } from '../config.ts';
import { buildCatalog, type Catalog } from './catalog.ts';
import { readErrorReport, type ErrorReport } from './error-report.ts';
import { findParts, foundPart, type FoundParts } from './find-parts.ts';
import { openIndexStore } from './index/index-store.ts';
import type { PartIndex } from './index/part-index.ts';
import { scanPart } from './index/scan-part.ts';
import { openSharing, shareTexts } from './index/share-texts.ts';
import { inTime, tell, type Progress } from './in-time.ts';
import { lossesOf, type Losses } from './losses.ts';

/** What is known of an archive at one time. */
export interface ArchiveState {
  readonly catalog: Catalog;
  readonly found: FoundParts;
  readonly parts: readonly PartIndex[];
  readonly errors: ErrorReport;
  readonly losses: Losses;
}

export interface Archive {
  /** What is known by now; reads the archive where nothing is. Throws TIMEOUT where that takes longer than the caller. */
  state(context: UpstreamContext): Promise<ArchiveState>;
  /** Looks for files that are new, changed or gone, and reads those. Throws TIMEOUT like `state`, and goes on. */
  refresh(context: UpstreamContext): Promise<ArchiveState>;
  /** What is known of some runs alone, where this process has just written them; else of all of it. */
  stateOf(context: UpstreamContext, runIds: readonly string[]): Promise<ArchiveState>;
  /**
   * Takes in a run that this process wrote, by its files: everything else is looked at again when somebody asks. Throws
   * TIMEOUT like `state`, and goes on.
   */
  include(context: UpstreamContext, runId: string, files: readonly string[]): Promise<void>;
  /** Stops reading; what was read so far is kept. */
  close(): Promise<void>;
}

/** A run that is being taken in. */
interface Inclusion {
  readonly sofar: Progress;
  readonly done: Promise<void>;
}

/** Files whose index is written down in one go. */
const filesAtOnce = 50;
/** Many times the runs that are moved at a time. */
const mostWritten = 200;

/** Reads an archive once and keeps what it learnt outside of it, so that the next process need not read it again. */
export function openArchive(settings: NeptuneSettings, runtime: Runtime): Archive {
  const roots = [...settings.path, ...settings.modelPath];
  const store = openIndexStore(runtime.cacheFolder, roots);
  const share = openSharing();
  const stop = new AbortController();
  /** Runs that this process wrote, each as an archive of its own: reading one back must not cost a look at all. */
  const written = new Map<string, ArchiveState>();
  /** Whether runs were taken in that `state` does not know. */
  let isBehind = false;

  /** An archive that nothing was moved into yet is an empty one. */
  function rootsThere(): readonly string[] {
    return settings.archive === null || existsSync(settings.path[0] ?? '') ? roots : [];
  }

  /** Runs that are being taken in. */
  const including = new Map<string, Inclusion>();
  const progress = { read: 0, toRead: 0 };
  let state: ArchiveState | undefined;
  let known: Map<string, PartIndex> | undefined;
  let reading: Promise<ArchiveState> | undefined;

  async function readAll(): Promise<ArchiveState> {
    const found = await findParts(rootsThere(), stop.signal);
    known ??= await store.load(share);
    const errors = await readErrorReport(settings.errorsPath);
    const changed = found.parts.filter(({ file, stamp }) => known?.get(file)?.stamp !== stamp);
    const there = new Set(found.parts.map(({ file }) => file));
    const gone = [...known.keys()].filter((file) => !there.has(file));
    if (state !== undefined && changed.length + gone.length === 0) {
      return (state = { ...state, found, errors, losses: lossesOf(found, state.parts, state.catalog) });
    }
    await scanAll(known, changed);
    for (const file of gone) known.delete(file);
    if (gone.length > 0) await keep(() => store.replace(known?.values() ?? []));
    const parts = [...known.values()];
    const catalog = buildCatalog(parts);
    state = { catalog, found, parts, errors, losses: lossesOf(found, parts, catalog) };
    return state;
  }

  async function scanAll(into: Map<string, PartIndex>, files: FoundParts['parts']): Promise<void> {
    Object.assign(progress, { read: 0, toRead: files.length });
    let unkept: PartIndex[] = [];
    try {
      for (const { file, stamp } of files) {
        const part = shareTexts(await scanPart(file, stamp, stop.signal), share);
        into.set(file, part);
        unkept.push(part);
        progress.read += 1;
        if (unkept.length < filesAtOnce) continue;
        const full = unkept;
        unkept = [];
        await keep(() => store.add(full));
      }
    } finally {
      await keep(() => store.add(unkept));
    }
  }

  /** An archive can be served without its index being kept. */
  async function keep(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      runtime.log.warn(
        { detail: String(error) },
        'The index of an archive could not be written; it is read again next time.',
      );
    }
  }

  function start(): Promise<ArchiveState> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function read(): Promise<ArchiveState> {
    if (isBehind) state = undefined;
    isBehind = false;
    return readAll();
  }

  async function takeIn(runId: string, files: readonly string[], sofar: { read: number }): Promise<void> {
    const found = await Promise.all(files.map(foundPart));
    // A caller whose time was over asks again, and the reading may have come to its end meanwhile.
    if (isDeepStrictEqual(written.get(runId)?.found.parts, found)) return;
    const parts: PartIndex[] = [];
    for (const { file, stamp } of found) {
      parts.push(shareTexts(await scanPart(file, stamp, stop.signal), share));
      sofar.read += 1;
    }
    const catalog = buildCatalog(parts);
    const alone = { parts: found, leftovers: [], refused: [] };
    const errors = await readErrorReport(settings.errorsPath);
    written.set(runId, { catalog, found: alone, parts, errors, losses: lossesOf(alone, parts, catalog) });
    // What is read back at once is enough; more would be all runs in memory twice.
    for (const id of [...written.keys()].slice(0, -mostWritten)) written.delete(id);
    // Nobody need scan these files again.
    await keep(() => store.add(parts));
    for (const part of parts) known?.set(part.file, part);
    isBehind = true;
  }

  const tellWhole = (): string => `The archive is being read for the first time, ${tell(progress)}`;
  const whole: Archive['state'] = async (context) => {
    return (isBehind ? undefined : state) ?? (await inTime(start(), context, tellWhole));
  };

  return {
    state: whole,
    async stateOf(context, runIds) {
      const [only, ...others] = [...new Set(runIds)].map((id) => written.get(id));
      return only !== undefined && others.length === 0 ? only : whole(context);
    },
    async include(context, runId, files) {
      const sofar = { read: 0, toRead: files.length };
      const own = including.get(runId) ?? {
        sofar,
        done: takeIn(runId, files, sofar).finally(() => including.delete(runId)),
      };
      including.set(runId, own);
      await inTime(own.done, context, () => `The run ${runId} is being read back, ${tell(own.sofar)}`);
    },
    refresh: (context) => inTime(start(), context, tellWhole),
    async close() {
      stop.abort(new RungraphError('CANCELLED', 'The source was closed while its archive was read.'));
      await Promise.allSettled([reading, ...[...including.values()].map(({ done }) => done)]);
    },
  };
}
