import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { ModelThere, ModelWriter } from '../../../../src/contract/model-writer.ts';
import type { NewTag } from '../../../../src/contract/writer.ts';
import { openJournal, type Journal } from '../../../../src/disk/journal.ts';
import { notWritten } from '../../../../src/disk/not-written.ts';
import { modelLogOf, modelsOf, readLine, readModelLog, type ModelLine, type MovedModel } from '../moved/model-log.ts';
import { versionId } from '../moved/to-registry.ts';

export interface ArchiveModelWriter {
  readonly writer: ModelWriter;
  close(): Promise<void>;
}

/** Writes models into the list of an archive. The file is taken with the first write. */
export function createModelWriter(folder: string): ArchiveModelWriter {
  let taking: Promise<{ readonly journal: Journal; readonly lines: ModelLine[] }> | undefined;

  async function take() {
    const file = join(folder, '.models.lock');
    await mkdir(folder, { recursive: true });
    const journal = await openJournal(modelLogOf(folder), {
      file,
      busy(holder) {
        const message = `Models of the archive are being written by ${holder}. If that is gone, remove the file ${file}.`;
        return new RungraphError('CONFLICT', message);
      },
    });
    return { journal, lines: journal.lines.flatMap(readLine) };
  }

  async function taken() {
    try {
      return await (taking ??= take());
    } catch (error) {
      taking = undefined;
      throw error;
    }
  }

  async function append(line: ModelLine): Promise<void> {
    try {
      const { journal, lines } = await taken();
      await journal.append(JSON.stringify(line));
      lines.push(line);
    } catch (error) {
      throw notWritten('the archive', error);
    }
  }

  async function all(): Promise<readonly MovedModel[]> {
    return taking === undefined ? readModelLog(folder) : modelsOf((await taken()).lines);
  }

  const writer: ModelWriter = {
    async findModel(_context, name) {
      const model = (await all()).find((one) => one.name === name);
      return model === undefined ? null : toThere(model);
    },

    async createModel(_context, { name, from, description, tags, createdAt }) {
      if ((await all()).some((model) => model.name === name))
        throw new RungraphError('CONFLICT', `The archive has a model ${name}.`);
      await append({ kind: 'model', name, from, description, tags: pairsOf(tags), createdAt });
      return { modelId: name };
    },

    async createVersion(_context, { modelId: model, tags, version: wanted, runId: run, ...rest }) {
      const taken = (await all()).find(({ name }) => name === model)?.versions ?? [];
      const version = nextVersion(
        wanted,
        taken.map((one) => one.version),
      );
      const { from, description, createdAt, path, uri } = rest;
      const own = { model, version, from, description, createdAt, run, path, uri };
      await append({ kind: 'version', ...own, tags: pairsOf(tags) });
      return { versionId: versionId(model, version), version };
    },

    async nameVersion(_context, { versionId: id, aliases, stage }) {
      const at = id.lastIndexOf('/');
      await append({ kind: 'names', model: id.slice(0, at), version: id.slice(at + 1), aliases: [...aliases], stage });
    },
  };
  return {
    writer,
    async close() {
      await (await taking)?.journal.close();
      taking = undefined;
    },
  };
}

function toThere({ name, from, versions }: MovedModel): ModelThere {
  return {
    modelId: name,
    from,
    versions: versions.map(({ version, from: origin, aliases }) => {
      return { versionId: versionId(name, version), version, from: origin, aliases };
    }),
  };
}

function pairsOf(tags: readonly NewTag[]) {
  return tags.map(({ key, value }) => [key, value] as const);
}

/** The number that it had, or, where that is taken, one behind the highest. */
function nextVersion(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  return String(Math.max(0, ...taken.map(Number).filter(Number.isSafeInteger)) + 1);
}
