import DataLoader from 'dataloader';
import type { UpstreamContext } from '../../src/contract/context.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { checkShape } from '../../src/kit/read-answer.ts';
import { batchDocument, runsSelection, type RunFieldsAsked } from './documents.ts';
import type { ProjectKey } from './ids.ts';
import type { Sender } from './send.ts';
import { runsOfProject, type RunsOfProject } from './wire.ts';

/** A page of the runs of one project. */
export interface RunsQuery {
  readonly project: ProjectKey;
  readonly first: number;
  readonly after: string | null;
  /** In the manner of MongoDB, as JSON. */
  readonly filters: string;
  readonly order: '+created_at' | '-created_at';
  readonly fields: RunFieldsAsked;
}

interface Asked {
  readonly context: UpstreamContext;
  readonly query: RunsQuery;
}

/** Projects of one request. */
const projectsPerCall = 25;
/** Rows of one request. Configs and summaries make them large. */
const rowsPerCall = 10_000;

/**
 * A function that reads a page of one project. What is asked for at the same moment, by one client and with the same
 * filter, goes in one request: each project is an alias of it.
 */
export function openRunsBatch(sender: Sender): (context: UpstreamContext, query: RunsQuery) => Promise<RunsOfProject> {
  async function send(batch: readonly Asked[]): Promise<readonly (RunsOfProject | RungraphError)[]> {
    const [one] = batch;
    if (one === undefined) return [];
    const { filters, order, fields } = one.query;
    const parts = batch.map(({ query: { project, first, after } }) => ({ project, variables: { n: first, c: after } }));
    const shared = { f: filters, o: order, ...fields.variables };
    const request = batchDocument('Runs', parts, (lacks) => runsSelection(fields, lacks), shared);
    const { context, close } = contextOfAll(batch.map(({ context: own }) => own));
    try {
      const { data, errors } = await sender.ask(context, request);
      return batch.map(
        (_asked, index) => errors.get(`p${index}`) ?? checkShape(data[`p${index}`], runsOfProject, request.what),
      );
    } catch (error) {
      if (isRungraphError(error)) return batch.map(() => error);
      throw error;
    } finally {
      close();
    }
  }

  const loader = new DataLoader<Asked, RunsOfProject>(
    async (all) => {
      const answers = new Map<Asked, RunsOfProject | RungraphError>();
      await Promise.all(
        batchesOf(all).map(async (batch) => {
          const slots = await send(batch);
          batch.forEach((asked, index) => answers.set(asked, slots[index]));
        }),
      );
      return all.map((asked) => answers.get(asked));
    },
    // A moment is a turn of the event loop: callers come by way of caches that answer within one.
    { cache: false, batchScheduleFn: (dispatch) => void setImmediate(dispatch) },
  );
  return (context, query) => loader.load({ context, query });
}

/** What may go together, in parts that one request takes. */
function batchesOf(all: readonly Asked[]): readonly (readonly Asked[])[] {
  const alike = new Map<string, Asked[]>();
  for (const asked of all) {
    const { context, query } = asked;
    const { principal, traceId } = context;
    const kind = JSON.stringify([principal, traceId, query.filters, query.order, query.fields]);
    const known = alike.get(kind);
    if (known === undefined) alike.set(kind, [asked]);
    else known.push(asked);
  }
  return [...alike.values()].flatMap((group) => {
    const rows = Math.max(...group.map(({ query }) => query.first));
    return chunkEvenly(group, Math.max(1, Math.min(projectsPerCall, Math.floor(rowsPerCall / rows))));
  });
}

/** One context for a request that several calls wait for: it is given up when all of them are. */
function contextOfAll(all: readonly UpstreamContext[]): {
  readonly context: UpstreamContext;
  readonly close: () => void;
} {
  const [first] = all;
  if (first === undefined) throw new Error('a batch without calls');
  if (all.length === 1) return { context: first, close: () => undefined };
  const controller = new AbortController();
  const stop = (): void => {
    if (all.every(({ signal }) => signal.aborted)) controller.abort(first.signal.reason);
  };
  for (const { signal } of all) signal.addEventListener('abort', stop);
  stop();
  const deadline = Math.max(...all.map((one) => one.deadline));
  return {
    context: { ...first, signal: controller.signal, deadline, project: null },
    close() {
      for (const { signal } of all) signal.removeEventListener('abort', stop);
    },
  };
}
