import { RungraphError } from '../../../../src/contract/error.ts';
import type { Copy, RunWriter } from '../../../../src/contract/writer.ts';
import { notWritten } from '../../../../src/disk/not-written.ts';
import { idOfCopy } from '../../../../src/kit/id-of-copy.ts';
import { isCopyFrom } from '../../../../src/kit/is-copy-from.ts';
import { filesIdOf } from '../../artifacts/artifact-ids.ts';
import { projectIdOf, runIdOf } from '../../ids.ts';
import { requireRun } from '../../writer/open-runs.ts';
import { requireProject } from '../../writer/writer.ts';
import type { Shelf } from '../open-shelf.ts';
import { openDraft, type Draft } from './draft.ts';

export interface OfflineWriting {
  readonly folder: string;
  /** Undefined leaves it to who sends the runs. */
  readonly entity: string | undefined;
  /** Projects that the config reads; undefined for all. */
  readonly projects: readonly string[] | undefined;
  readonly shelf: Pick<Shelf, 'runs'>;
}

export interface OfflineWriter {
  readonly writer: RunWriter;
  /** Lets go of runs that were not finished, and removes what there is of them. */
  close(): Promise<void>;
}

/**
 * Writes runs into a folder, as the SDK records them without a server: `wandb sync` sends them from there. A run is there
 * once it is finished, and counts once its digest is noted; one that was cut off before is begun anew under the same id.
 */
export function createOfflineWriter({ folder, entity, projects, shelf }: OfflineWriting): OfflineWriter {
  const drafts = new Map<string, Draft>();

  function draftOf(runId: string): Draft {
    const found = drafts.get(runId);
    if (found !== undefined) return found;
    throw new RungraphError('CONFLICT', `The run ${runId} of the folder is complete, or was never begun.`);
  }

  const writer: RunWriter = {
    // A project is there with its first run.
    ensureProject(_context, name) {
      if (projects === undefined || projects.includes(name))
        return Promise.resolve({ projectId: projectIdOf({ entity: entity ?? 'offline', project: name }) });
      const message = `The config reads other projects than "${name}" alone: add it to projects of this source.`;
      return Promise.reject(new RungraphError('INVALID_QUERY', message));
    },

    async findCopies(_context, { source, projects: wanted }) {
      const { runs } = await shelf.runs();
      const copies = [...runs].flatMap(([runId, { key, head }]): readonly Copy[] => {
        const { from, digest } = head.copy ?? {};
        if (from === undefined || digest == null || head.exitCode === null) return [];
        return wanted.includes(projectIdOf(key)) ? [{ runId, from, digest, archived: false }] : [];
      });
      return copies.filter((copy) => isCopyFrom(copy, source));
    },

    createRun: (_context, run) =>
      told(async () => {
        const key = { ...requireProject(run.projectId), run: idOfCopy(run.from) };
        const runId = runIdOf(key);
        await drafts.get(runId)?.abandon();
        drafts.set(runId, await openDraft({ folder, ...key, entity: entity ?? null }, run));
        return { runId };
      }),

    writeParams(_context, runId, params) {
      draftOf(runId).params(params);
      return Promise.resolve(params.map(() => null));
    },

    writeTags(_context, runId, tags) {
      draftOf(runId).tags(tags.map(({ key }) => key));
      return Promise.resolve(tags.map(() => null));
    },

    writePoints: (_context, runId, series) => told(() => draftOf(runId).points(series)),

    writeInputs: () => Promise.reject(new RungraphError('UNSUPPORTED', 'The SDK uses no artifacts offline.')),

    filesId: (runId) => filesIdOf(requireRun(runId)),

    writeFile: () => Promise.reject(new RungraphError('UNSUPPORTED', 'Files are not written into folders.')),

    finishRun: (_context, runId, end) => told(() => draftOf(runId).finish(end)),

    noteDigest: (_context, runId, digest) =>
      told(async () => {
        await draftOf(runId).note(digest);
        drafts.delete(runId);
      }),

    archiveRun: () => Promise.reject(new RungraphError('UNSUPPORTED', 'W&B archives no runs.')),

    endMove: () => Promise.resolve(),
  };
  return {
    writer,
    async close() {
      for (const draft of drafts.values()) await draft.leave();
      drafts.clear();
    },
  };
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw notWritten('the folder of runs', error);
  }
}
