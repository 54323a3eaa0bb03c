import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { Copy, RunWriter } from '../../../../src/contract/writer.ts';
import { notWritten } from '../../../../src/disk/not-written.ts';
import { isCopyFrom } from '../../../../src/kit/is-copy-from.ts';
import { filesOf } from '../moved/to-registry.ts';
import type { Archive } from '../open-archive.ts';
import { openDraft, type Draft, type FinishedDraft } from './draft.ts';
import { writeLists } from './lists.ts';
import { doneRuns, idOf, openManifest, readManifest, type Manifest, type ManifestLine } from './manifest.ts';

interface UnderWay {
  readonly draft: Draft;
  readonly project: string;
  readonly run: string;
  readonly archived: boolean;
  finished?: FinishedDraft;
}

export interface ArchiveWriter {
  readonly writer: RunWriter;
  close(): Promise<void>;
}

/**
 * Writes runs into a folder. A run is there once it is finished, and counts once its digest is noted: one that was cut
 * off before is begun again under the same id, and what it left is replaced.
 */
export function createArchiveWriter(folder: string, archive: Pick<Archive, 'include' | 'refresh'>): ArchiveWriter {
  const manifest = openManifest(folder);
  const drafts = new Map<string, UnderWay>();
  let opening: Promise<void> | undefined;

  /** The archive is taken with the first write, and what earlier processes left unfinished goes. */
  function take(): Promise<void> {
    opening ??= (async () => {
      await manifest.take();
      await rm(join(folder, '.unfinished'), { recursive: true, force: true });
    })();
    opening.catch(() => (opening = undefined));
    return opening;
  }

  function draftOf(runId: string): UnderWay {
    const found = drafts.get(runId);
    if (found !== undefined) return found;
    throw new RungraphError('CONFLICT', `The run ${runId} of the archive is complete, or was never begun.`);
  }

  const writer: RunWriter = {
    // A project is there with its first run.
    ensureProject: async (_context, name) => {
      await told(take);
      return { projectId: name };
    },

    async findCopies(_context, { source, projects }) {
      const lines = opening === undefined ? await readManifest(folder) : manifest.lines;
      return copiesOf(lines).filter((copy) => isCopyFrom(copy, source) && projects.includes(copy.project));
    },

    createRun: (_context, run) =>
      told(async () => {
        await take();
        const { projectId: project, from, archived } = run;
        const id = await ownId(manifest, project, from);
        const runId = `${project}/${id}`;
        await drafts.get(runId)?.draft.abandon();
        drafts.set(runId, { draft: openDraft(folder, id, run), project, run: id, archived });
        return { runId };
      }),

    writeParams(_context, runId, params) {
      draftOf(runId).draft.params(params);
      return Promise.resolve(params.map(() => null));
    },

    writeTags(_context, runId, tags) {
      draftOf(runId).draft.tags(tags);
      return Promise.resolve(tags.map(() => null));
    },

    writePoints: async (_context, runId, series) => draftOf(runId).draft.points(series),

    writeInputs(_context, runId, inputs) {
      draftOf(runId).draft.inputs(inputs);
      return Promise.resolve();
    },

    filesId: filesOf,

    writeFile: async (_context, runId, file) => told(() => draftOf(runId).draft.file(file)),

    async finishRun(context, runId, end) {
      const under = draftOf(runId);
      under.finished = await under.draft.finish(end);
      await archive.include(context, runId, under.finished.written);
    },

    async noteDigest(_context, runId, digest) {
      const { draft, project, run, archived, finished } = draftOf(runId);
      if (finished === undefined) throw new RungraphError('CONFLICT', `The run ${runId} is not finished.`);
      const { points, parts, files } = finished;
      const done = { kind: 'done', project, run, from: draft.from, digest, archived, points, parts, files } as const;
      await told(() => manifest.append(done));
      drafts.delete(runId);
    },

    // It was written as what it will be.
    archiveRun: () => Promise.resolve(),

    async endMove(context) {
      if (opening === undefined) return;
      const { catalog } = await archive.refresh(context);
      await told(() => writeLists(folder, manifest.lines, catalog));
    },
  };
  return {
    writer,
    async close() {
      for (const { draft, finished } of drafts.values()) if (finished === undefined) await draft.abandon();
      drafts.clear();
      await manifest.close();
    },
  };
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw notWritten('the archive', error);
  }
}

function copiesOf(lines: readonly ManifestLine[]): readonly (Copy & { readonly project: string })[] {
  return doneRuns(lines).map((line) => ({ ...line, runId: idOf(line) }));
}

/** What comes last in its native id; with a digest of where it comes from, where another run has that. */
async function ownId(manifest: Manifest, project: string, from: string): Promise<string> {
  const ids = manifest.lines.filter((line) => line.kind === 'id' && line.project === project);
  const known = ids.find((line) => line.from === from);
  if (known !== undefined) return known.run;
  const natural = from.split('/').at(-1) ?? '';
  const isTaken = natural === '' || ids.some(({ run }) => run === natural);
  const digest = createHash('sha256').update(from).digest('hex').slice(0, 8);
  const run = isTaken ? `${natural}-${digest}` : natural;
  await manifest.append({ kind: 'id', project, run, from });
  return run;
}
