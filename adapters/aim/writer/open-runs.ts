import type { UpstreamContext } from '../../../src/contract/context.ts';
import { isRungraphError, RungraphError } from '../../../src/contract/error.ts';
import type { Value } from '../../../src/contract/value.ts';
import type { Session, Sessions } from './session.ts';
import type { Summary } from './summary.ts';
import type { Instruction } from './tracking-client.ts';
import { lockMethod } from './tracking-errors.ts';

/** What is open of a run at the server. */
export interface Handlers {
  readonly lock: string;
  readonly meta: string;
  readonly seqs: string;
  readonly props: string;
}

/** A run that is being written, from its creation by this process to its digest. */
export interface OpenRun {
  readonly id: string;
  readonly startedAt: number;
  readonly params: Map<string, Value>;
  /** By the hash of the context and the name. */
  readonly series: Map<string, Summary>;
  /** Hashes of contexts that are written down. */
  readonly contexts: Set<bigint>;
  held: { readonly session: Session; readonly handlers: Handlers } | undefined;
}

export interface OpenRuns {
  /** A run that is written from its beginning on. */
  begin(id: string, startedAt: number): OpenRun;
  /** @throws NOT_FOUND for a run that this process has not begun. */
  get(id: string): OpenRun;
  /** Opens what is not open in this session, and uses it. */
  use<T>(
    context: UpstreamContext,
    run: OpenRun,
    call: (session: Session, handlers: Handlers) => Promise<T>,
  ): Promise<T>;
  write(
    context: UpstreamContext,
    run: OpenRun,
    instructions: (handlers: Handlers) => readonly Instruction[],
  ): Promise<void>;
  /** Lets go of what is open of a run, its lock last. It may be used again. */
  release(context: UpstreamContext, run: OpenRun): Promise<void>;
  /** Writes to what the server keeps of a run beside its points, with nothing else open. */
  writeMeta(
    context: UpstreamContext,
    id: string,
    instructions: (meta: string) => readonly Instruction[],
  ): Promise<void>;
  /** Nothing is written to a run any more. */
  forget(id: string): void;
  all(): readonly OpenRun[];
}

export function openRuns(sessions: Sessions): OpenRuns {
  const runs = new Map<string, OpenRun>();

  async function openMeta(context: UpstreamContext, session: Session, id: string) {
    const lock = await session.open(context, 'Lock', { run_hash: id });
    // By force: only a move that was killed can have left it locked, since nobody else writes under such a hash.
    await session.call(context, [lock, lockMethod, [true]]);
    return { lock, meta: await openTree(context, session, { name: 'meta', sub: id }) };
  }

  async function handlersOf(context: UpstreamContext, session: Session, run: OpenRun): Promise<Handlers> {
    if (run.held?.session === session) return run.held.handlers;
    const { lock, meta } = await openMeta(context, session, run.id);
    const seqs = await openTree(context, session, { name: 'seqs', sub: run.id });
    const created_at = run.startedAt / 1000;
    const props = await session.open(context, 'StructuredRun', { hash_: run.id, read_only: false, created_at });
    const handlers = { lock, meta, seqs, props };
    run.held = { session, handlers };
    return handlers;
  }

  const use: OpenRuns['use'] = (context, run, call) =>
    sessions.use(context, async (session) => call(session, await handlersOf(context, session, run)));

  return {
    begin(id, startedAt) {
      const held = runs.get(id)?.held;
      const run: OpenRun = { id, startedAt, params: new Map(), series: new Map(), contexts: new Set(), held };
      runs.set(id, run);
      return run;
    },

    get(id) {
      const run = runs.get(id);
      if (run !== undefined) return run;
      throw new RungraphError('NOT_FOUND', `The run ${id.slice(0, 200)} is not being written.`);
    },

    use,

    write: (context, run, instructions) =>
      use(context, run, (session, handlers) => session.write(context, instructions(handlers))),

    writeMeta: (context, id, instructions) =>
      sessions.use(context, async (session) => {
        const { lock, meta } = await openMeta(context, session, id);
        await session.write(context, instructions(meta));
        await session.release(context, meta);
        await session.release(context, lock);
      }),

    forget: (id) => void runs.delete(id),

    async release(context, run) {
      const { held } = run;
      run.held = undefined;
      if (held === undefined) return;
      const { lock, meta, seqs, props } = held.handlers;
      try {
        for (const handler of [seqs, meta, props, lock]) {
          await sessions.use(context, (session) =>
            session === held.session ? session.release(context, handler) : Promise.resolve(),
          );
        }
      } catch (error) {
        // What stays open is let go when the server gives this client up.
        if (!isRungraphError(error)) throw error;
      }
    },

    all: () => [...runs.values()],
  };
}

function openTree(
  context: UpstreamContext,
  session: Session,
  tree: { readonly name: 'meta' | 'seqs'; readonly sub: string },
): Promise<string> {
  return session.open(context, 'TreeView', { ...tree, read_only: false, index: false, timeout: null });
}
