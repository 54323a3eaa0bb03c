import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Json } from '../../../src/contract/value.ts';
import type { Copy, NewFile, RunWriter } from '../../../src/contract/writer.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { idOfCopy } from '../../../src/kit/id-of-copy.ts';
import { isCopyFrom } from '../../../src/kit/is-copy-from.ts';
import { filesIdOf } from '../artifacts/artifact-ids.ts';
import { copyKey, jsonOfNote, type CopyNote } from '../bookkeeping.ts';
import { isJsonObject } from '../flatten-config.ts';
import { parseProjectId, projectIdOf, runIdOf, type ProjectKey } from '../ids.ts';
import { nextCursor } from '../next-cursor.ts';
import { readObject } from '../read-fields.ts';
import { noteOf, openRuns, requireRun, type OpenRun } from './open-runs.ts';
import { inRequests, mostLine, toLines } from './rows.ts';
import { summaryOf, sumUp } from './summary.ts';
import type { WriteClient } from './write-client.ts';
import type { InputWriter } from './write-inputs.ts';

export interface Writing {
  readonly writes: WriteClient;
  /** The team or user whose projects they are. */
  readonly entity: () => string;
  /** Projects that the config reads; undefined for all. */
  readonly projects: readonly string[] | undefined;
  readonly writeFile: (context: CallContext, run: OpenRun, file: NewFile) => Promise<void>;
  readonly writeInputs: InputWriter;
}

/** Runs of one page of copies. */
const pageRuns = 1000;

/**
 * Writes runs by the requests that the SDK sends. A run's id is made of what it was copied from, so that creating it twice
 * is creating it once, and the lines of its history have numbers, so that sending them twice is sending them once.
 */
export function createWriter({ writes, entity, projects, writeFile, writeInputs }: Writing): RunWriter {
  const runs = openRuns(writes);

  async function note(
    context: CallContext,
    run: OpenRun,
    news: Partial<CopyNote>,
    others: { readonly displayName?: string | null } = {},
  ): Promise<void> {
    const known = noteOf(run);
    if (known === undefined) throw new RungraphError('CONFLICT', `The run ${run.key.run} is no copy any more.`);
    run.config = { ...run.config, [copyKey]: { value: jsonOfNote({ ...known, ...news }) } };
    await writes.changeRun(context, run.id, { ...others, config: writeJson(run.config) });
  }

  return {
    async ensureProject(context, name) {
      if (projects !== undefined && !projects.includes(name)) {
        const message = `The config reads other projects than "${name}" alone: add it to projects of this source.`;
        throw new RungraphError('INVALID_QUERY', message);
      }
      const key = { entity: entity(), project: name };
      await writes.makeProject(context, key);
      return { projectId: projectIdOf(key) };
    },

    async findCopies(context, { source, projects: ids }) {
      const found = await Promise.all(ids.map((id) => copiesOf(context, writes, requireProject(id))));
      return found.flat().filter((copy) => isCopyFrom(copy, source));
    },

    async createRun(context, { projectId, from, origin, name, startedAt, notes, group, jobType }) {
      const key = { ...requireProject(projectId), run: idOfCopy(from) };
      const config = { [copyKey]: { value: jsonOfNote({ from, origin, startedAt }) } };
      const bucket = await writes.makeRun(context, key, {
        ...{ displayName: name, notes, groupName: group, jobType },
        config: writeJson(config),
      });
      runs.created(key, bucket);
      return { runId: runIdOf(key) };
    },

    async writeParams(context, runId, params) {
      const run = await runs.get(context, runId);
      const known = new Map(Object.entries(run.config));
      const slots = params.map(({ key, value }) => {
        const there = known.get(key);
        if (there === undefined || writeJson(unwrapped(there)) === writeJson(value)) return null;
        return new RungraphError('CONFLICT', `The param ${key} is there with another value.`);
      });
      const news = params.filter(({ key }) => !known.has(key));
      if (news.length === 0) return slots;
      for (const { key, value } of news) known.set(key, { value });
      const config = Object.fromEntries(known);
      await writes.changeRun(context, run.id, { config: writeJson(config) });
      run.config = config;
      return slots;
    },

    async writeTags(context, runId, tags) {
      const run = await runs.get(context, runId);
      const all = [...new Set([...run.tags, ...tags.map(({ key }) => key)])];
      if (all.length > run.tags.length) await writes.changeRun(context, run.id, { tags: all });
      run.tags = all;
      return tags.map(() => null);
    },

    async writePoints(context, runId, series, firstRow) {
      if (firstRow === null) throw new RungraphError('INTERNAL', 'Points of W&B are written as rows.');
      const run = await runs.get(context, runId);
      const lines = toLines(series, noteOf(run)?.startedAt ?? 0);
      const there = await runs.countLines(context, run);
      let offset = Math.max(firstRow, there);
      for (const content of inRequests(lines.slice(offset - firstRow))) {
        refuseLong(content);
        await writes.stream(context, run.key, { files: { 'wandb-history.jsonl': { offset, content } } });
        offset += content.length;
        run.lines = offset;
      }
      sumUp(run.summary, series);
    },

    writeInputs: (context, runId, inputs) => writeInputs(context, requireRun(runId), inputs),

    filesId: (runId) => filesIdOf(requireRun(runId)),

    writeFile: async (context, runId, file) => writeFile(context, await runs.get(context, runId), file),

    async finishRun(context, runId, { name, status, endedAt }) {
      const run = await runs.get(context, runId);
      await note(context, run, { endedAt }, { displayName: name });
      await writes.stream(context, run.key, {
        files: { 'wandb-summary.json': { offset: 0, content: [summaryLine(run, endedAt)] } },
        complete: true,
        exitcode: status === 'FINISHED' ? 0 : 1,
      });
    },

    async noteDigest(context, runId, digest) {
      await note(context, await runs.get(context, runId), { digest });
      runs.close(runId);
    },

    archiveRun: () => Promise.reject(new RungraphError('UNSUPPORTED', 'W&B archives no runs.')),

    endMove: () => Promise.resolve(),
  };
}

async function copiesOf(context: CallContext, writes: WriteClient, project: ProjectKey): Promise<readonly Copy[]> {
  const copies: Copy[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<WriteClient['listCopies']>> = await writes.listCopies(context, project, {
      first: pageRuns,
      after,
    });
    for (const { node } of page?.edges ?? []) {
      const told = node ? noteOf({ config: readObject(node.config) }) : undefined;
      if (!node || told === undefined) continue;
      const { from, digest = null } = told;
      copies.push({ runId: runIdOf({ ...project, run: node.name }), from, digest, archived: false });
    }
    after = nextCursor('runs', page?.pageInfo, after);
  } while (after !== null);
  return copies;
}

/** @throws NOT_FOUND for what no project can be called. */
export function requireProject(id: string): ProjectKey {
  const key = parseProjectId(id);
  if (key !== undefined) return key;
  throw new RungraphError('NOT_FOUND', `There is no project "${id.slice(0, 200)}".`);
}

function unwrapped(wrapped: Json): Json {
  return isJsonObject(wrapped) && 'value' in wrapped ? (wrapped['value'] ?? null) : wrapped;
}

/** @throws INVALID_QUERY: the SDK drops such lines, and says so in its log alone. */
function refuseLong(lines: readonly string[]): void {
  for (const line of lines) {
    if (line.length * 3 < mostLine || Buffer.byteLength(line) < mostLine) continue;
    throw new RungraphError('INVALID_QUERY', 'A row has more metrics than W&B takes: 10 MB of them at one step.');
  }
}

function summaryLine(run: OpenRun, endedAt: number | null): string {
  const members = summaryOf(run.summary, noteOf(run)?.startedAt ?? null, endedAt);
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`).join(',')}}`;
}
