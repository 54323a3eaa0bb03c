import type { UpstreamContext } from '../../../src/contract/context.ts';
import { isRungraphError, RungraphError } from '../../../src/contract/error.ts';
import type { RunWriter } from '../../../src/contract/writer.ts';
import { idOfCopy } from '../../../src/kit/id-of-copy.ts';
import { copyKey } from '../bookkeeping.ts';
import type { AimClient } from '../client.ts';
import { findCopies } from './find-copies.ts';
import { hashValue } from './hash-value.ts';
import { leavesOf, nestParams } from './nest-params.ts';
import type { OpenRuns } from './open-runs.ts';
import { Real, type Packed } from './pack-tree.ts';
import { seriesMessages } from './series-messages.ts';
import type { Sessions } from './session.ts';
import { chunk, summarise } from './summarise.ts';
import type { Instruction } from './tracking-client.ts';

export interface Writing {
  readonly client: AimClient;
  /** Undefined where the config names no `aim server`. */
  readonly server: { readonly sessions: Sessions; readonly runs: OpenRuns } | undefined;
}

/** Values of params that go in one message. */
const fullMessage = 500;

/**
 * Writes runs by the protocol of `aim server`. A run's hash is made of what it was copied from, so that creating it twice
 * is creating it once. It is written whole from its creation on, which takes the place of all that was there.
 */
export function createWriter({ client, server }: Writing): RunWriter {
  const names = new Map<string, string>();

  /** @throws UNSUPPORTED where there is none. */
  function required(): NonNullable<Writing['server']> {
    if (server !== undefined) return server;
    throw new RungraphError('UNSUPPORTED', whyNoServer);
  }

  async function nameOf(context: UpstreamContext, projectId: string): Promise<string> {
    if (!names.has(projectId)) for (const { id, name } of await client.experiments(context)) names.set(id, name);
    const found = names.get(projectId);
    if (found !== undefined) return found;
    throw new RungraphError('NOT_FOUND', `There is no experiment ${projectId.slice(0, 200)}.`);
  }

  return {
    async ensureProject(context, name) {
      const find = async () => (await client.experiments(context)).find((one) => one.name === name);
      const found = await find();
      if (found?.archived === true) await client.restoreExperiment(context, found.id);
      if (found !== undefined) return { projectId: found.id };
      try {
        return { projectId: await client.createExperiment(context, name) };
      } catch (error) {
        // Somebody else was quicker, or an earlier call of ours arrived after all.
        const other = await find();
        if (other === undefined) throw error;
        return { projectId: other.id };
      }
    },

    findCopies: (context, search) => findCopies(client, context, search),

    async createRun(context, { projectId, from, origin, name, startedAt, endedAt, notes }) {
      const { runs } = required();
      const experiment = await nameOf(context, projectId);
      const run = runs.begin(idOfCopy(from), startedAt ?? 0);
      await runs.use(context, run, async (session, { meta, seqs, props }) => {
        // A row of the database may have labels of a run that was there before it.
        const tags = [...(await session.call(context, [props, 'tags', []])).values()].filter(
          (tag) => typeof tag === 'string',
        );
        // The end comes first: `aim up` notices every change of a run that has ended, and not every one of a run that goes on.
        // Null where something may have been: the index of `aim up` forgets no key.
        const note = { from, origin, digest: null };
        await session.write(context, [
          [meta, '__setitem__', [chunk(run), { attrs: { [copyKey]: note }, end_time: toSeconds(endedAt) }]],
          [seqs, '__delitem__', [['seqs', 'v2', 'chunks', run.id]]],
          ...tags.map((tag): Instruction => [props, 'remove_tag', [tag]]),
          [props, 'name.setter', [name]],
          [props, 'description.setter', [notes]],
          [props, 'archived.setter', [false]],
          [props, 'experiment.setter', [experiment]],
        ]);
      });
      return { runId: run.id };
    },

    async writeParams(context, runId, params) {
      const { runs } = required();
      const run = runs.get(runId);
      for (const { key, value } of params) run.params.set(key, value);
      const members = [...nestParams(run.params)];
      for (const some of inMessages(members, ([, tree]) => leavesOf(tree))) {
        await runs.write(context, run, ({ meta }) =>
          some.flatMap(([key, tree]): readonly Instruction[] => [
            [meta, '__setitem__', [chunk(run, 'attrs', key), tree]],
            // What the pages offer when somebody types a query.
            [meta, '__setitem__', [['meta', 'attrs', key], tree]],
          ]),
        );
      }
      return params.map(() => null);
    },

    async writeTags(context, runId, tags) {
      const { runs } = required();
      await runs.write(context, runs.get(runId), ({ props }) =>
        tags.map(({ key }): Instruction => [props, 'add_tag', [key]]),
      );
      return tags.map(() => null);
    },

    async writePoints(context, runId, series) {
      const { runs } = required();
      const run = runs.get(runId);
      await runs.use(context, run, async (session, { meta, seqs }) => {
        const messages = seriesMessages(
          series,
          (part) => ({ seqs, run: run.id, context: hashValue(part.context ?? {}) }),
          (part) => summarise(run, meta, part),
        );
        for (const message of messages) await session.write(context, message);
      });
    },

    writeInputs: () => Promise.reject(new RungraphError('UNSUPPORTED', 'Aim keeps no data that a run read.')),

    filesId: (runId) => runId,

    writeFile: () => Promise.reject(new RungraphError('UNSUPPORTED', 'Files are not written to Aim.')),

    async finishRun(context, runId, { name, endedAt }) {
      const { runs } = required();
      const run = runs.get(runId);
      await runs.write(context, run, ({ meta, props }) => [
        [props, 'name.setter', [name]],
        [meta, '__setitem__', [chunk(run, 'end_time'), toSeconds(endedAt)]],
      ]);
      // Each has some files open at the server, and a batch has many.
      await runs.release(context, run);
    },

    async noteDigest(context, runId, digest) {
      const { runs } = required();
      const path = ['meta', 'chunks', runId, 'attrs', copyKey, 'digest'];
      await runs.writeMeta(context, runId, (meta) => [[meta, '__setitem__', [path, digest]]]);
      runs.forget(runId);
    },

    archiveRun: (context, runId) =>
      required().sessions.use(context, async (session) => {
        const args = { hash_: runId, read_only: false, created_at: null };
        const props = await session.open(context, 'StructuredRun', args);
        await session.write(context, [[props, 'archived.setter', [true]]]);
        await session.release(context, props);
      }),

    async endMove(context) {
      if (server === undefined) return;
      for (const run of server.runs.all()) await server.runs.release(context, run);
      await server.sessions.end(context).catch((error: unknown) => {
        // A client that says nothing any more is given up.
        if (!isRungraphError(error)) throw error;
      });
    },
  };
}

export const whyNoServer =
  'name the address of its `aim server` by server in the config, such as server: aim://127.0.0.1:53800.';

function toSeconds(ms: number | null): Packed {
  return ms === null ? null : new Real(ms / 1000);
}

/** Items in order, as many together as are worth a message. */
function* inMessages<T>(items: readonly T[], sizeOf: (item: T) => number): Generator<readonly T[]> {
  let [some, size]: [T[], number] = [[], 0];
  for (const item of items) {
    some.push(item);
    size += sizeOf(item);
    if (size < fullMessage) continue;
    yield some;
    [some, size] = [[], 0];
  }
  if (some.length > 0) yield some;
}
