import { LRUCache } from 'lru-cache';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Copy, NewInput, NewPoints, RunWriter } from '../../../src/contract/writer.ts';
import { isCopyFrom } from '../../../src/kit/is-copy-from.ts';
import { openOneAtATime } from '../../../src/kit/one-at-a-time.ts';
import { artifactId } from '../artifact-ids.ts';
import type { MlflowClient } from '../client.ts';
import { quoted } from '../to-native-filter.ts';
import { textOf } from '../to-model.ts';
import type { WireRun } from '../wire.ts';
import type { DatasetDraft, KeyText, PointDraft, WriteClient } from './write-client.ts';
import { writeFile } from './write-file.ts';

const fromTag = 'rungraph.from';
const originTag = 'rungraph.origin';
const digestTag = 'rungraph.digest';
/** Runs of one page of copies. */
const pageRuns = 1000;
/** More runs than are written at a time. */
const keptRoots = 1000;

/** Writes to a server by its REST API. What of it may be repeated was measured; the contract says the rest. */
export function createWriter(client: MlflowClient, writes: WriteClient): RunWriter {
  // Where the files of a run lie is told when it is created, and stays.
  const oneAtATime = openOneAtATime();
  const roots = new LRUCache<string, string>({ max: keptRoots });
  return {
    async ensureProject(context, name) {
      const found = await writes.experimentByName(context, name);
      if (found === null) {
        try {
          return { projectId: await writes.createExperiment(context, name) };
        } catch (error) {
          // Somebody else was quicker, or an earlier call of ours arrived after all.
          const other = await writes.experimentByName(context, name);
          if (other === null) throw error;
          return { projectId: other.id };
        }
      }
      if (found.deleted) await writes.restoreExperiment(context, found.id);
      return { projectId: found.id };
    },

    async findCopies(context, { source, projects }) {
      const copies: Copy[] = [];
      let after: string | null = null;
      if (projects.length === 0) return copies;
      do {
        const token: { page_token?: string } = after === null ? {} : { page_token: after };
        const page: Awaited<ReturnType<typeof client.searchRuns>> = await client.searchRuns(context, {
          experiment_ids: projects,
          filter: `tags.\`${fromTag}\` LIKE ${quoted(`${source ?? '%'}/%`)}`,
          run_view_type: 'ALL',
          max_results: pageRuns,
          order_by: [],
          ...token,
        });
        copies.push(...page.items.map(toCopy).filter((copy) => isCopyFrom(copy, source)));
        after = page.next === after ? null : page.next;
      } while (after !== null);
      return copies;
    },

    async createRun(context, { projectId, from, origin, name, startedAt, user, notes, parentId }) {
      const tags = [
        { key: fromTag, value: from },
        { key: originTag, value: origin },
        ...tagIf('mlflow.user', user),
        ...tagIf('mlflow.note.content', notes),
        ...tagIf('mlflow.parentRunId', parentId),
      ];
      const named = user === null ? {} : { user_id: user };
      const start_time = BigInt(Math.trunc(startedAt ?? 0));
      const run = { experiment_id: projectId, run_name: name ?? '', start_time, ...named, tags };
      const { id, root } = await writes.createRun(context, run);
      if (root !== null) roots.set(id, root);
      return { runId: id };
    },

    writeParams: (context, runId, params) =>
      eachIfRefused(
        params.map(({ key, value }) => ({ key, value: String(value) })),
        (some) => writes.logTexts(context, runId, 'params', some),
      ),

    writeTags: (context, runId, tags) =>
      eachIfRefused(
        tags.map(({ key, value }) => ({ key, value: value ?? '' })),
        (some) => writes.logTexts(context, runId, 'tags', some),
      ),

    async writePoints(context, runId, series) {
      await writes.logPoints(context, runId, series.flatMap(toDrafts));
    },

    async writeInputs(context, runId, inputs) {
      const log = (): Promise<void> => writes.logInputs(context, runId, inputs.map(toDataset));
      await oneAtATime(async () => {
        try {
          await log();
        } catch (error) {
          // Of two runs that name the same new data set at once, a server refuses one: others write beside this process.
          if (!isRungraphError(error) || error.code !== 'INVALID_QUERY') throw error;
          await log();
        }
      });
    },

    filesId: (runId) => artifactId({ kind: 'files', runId }),

    async writeFile(context, runId, file) {
      const root = roots.get(runId) ?? (await client.getRun(context, runId))?.info.artifact_uri ?? '';
      roots.set(runId, root);
      await writeFile({ writes, context, root }, runId, file);
    },

    async finishRun(context, runId, { name, status, endedAt }) {
      // Together, and last: FastTrackML erases the end time of an update that leaves it out.
      const end = endedAt === null ? {} : { end_time: BigInt(Math.trunc(endedAt)) };
      await writes.updateRun(context, runId, { status, run_name: name ?? '', ...end });
    },

    async noteDigest(context, runId, digest) {
      await writes.setTag(context, runId, { key: digestTag, value: digest });
    },

    async archiveRun(context, runId) {
      await writes.deleteRun(context, runId);
    },

    endMove: () => Promise.resolve(),
  };
}

function toCopy({ info, data }: WireRun): Copy {
  const noted = (key: string): string | null => textOf((data?.tags ?? []).find((tag) => tag.key === key));
  const archived = info.lifecycle_stage === 'deleted';
  return { runId: info.run_id, from: noted(fromTag) ?? '', digest: noted(digestTag), archived };
}

function tagIf(key: string, value: string | null): readonly KeyText[] {
  return value === null ? [] : [{ key, value }];
}

/** A refused item refuses the whole call: then each is sent by itself, so that the others are written. */
async function eachIfRefused<Item>(
  items: readonly Item[],
  send: (items: readonly Item[]) => Promise<void>,
): Promise<readonly (RungraphError | null)[]> {
  if (items.length === 0) return [];
  try {
    await send(items);
    return items.map(() => null);
  } catch (error) {
    if (!isRungraphError(error) || error.code !== 'INVALID_QUERY') throw error;
    if (items.length === 1) return [error];
    const slots: (RungraphError | null)[] = [];
    for (const item of items) slots.push(...(await eachIfRefused([item], send)));
    return slots;
  }
}

function toDrafts({ metric: key, context, steps, values, timestamps }: NewPoints): readonly PointDraft[] {
  const where = context === null || Object.keys(context).length === 0 ? {} : { context };
  return Array.from(values, (value, at) => ({
    key,
    value: Number.isFinite(value) ? value : String(value),
    step: BigInt(steps[at] ?? 0),
    timestamp: BigInt(timestamps[at] ?? 0),
    ...where,
  }));
}

/** A dataset as MLflow describes one. What another MLflow said of it is kept as it was. */
function toDataset({ name, digest, uri, nativeType, metadata, whole }: NewInput): DatasetDraft {
  const told = (member: string): string | undefined => {
    const text = metadata?.[member];
    return typeof text === 'string' ? text : undefined;
  };
  const [schema, profile] = [
    told('schema'),
    told('profile') ?? (whole === null ? undefined : JSON.stringify({ digest: whole })),
  ];
  return {
    name,
    digest,
    source_type: nativeType ?? 'external',
    source: told('source') ?? JSON.stringify({ uri }),
    ...(schema === undefined ? {} : { schema }),
    ...(profile === undefined ? {} : { profile }),
  };
}
