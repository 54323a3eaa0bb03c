import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { RungraphError } from '../../contract/error.ts';
import { estimates } from './estimates.ts';
import { shareDoubles } from './share-doubles.ts';
import { openTurns } from './turns.ts';
import { doTask, isDone, type DoWork, type Given, type Result, type Task, type WorkName } from './works.ts';

/** Work that is longer leaves the event loop. Milliseconds. */
const usuallyHere = 20;
/** How long a thread waits for more work, in milliseconds: to start one takes about a tenth of a second. */
const idleMs = 60_000;

/** Who does what takes long, for all requests of a gateway. */
export interface Workers {
  /** For one request: what was begun is stopped when its client goes. */
  readonly forRequest: (signal: AbortSignal) => DoWork;
  /** How many works left the event loop so far. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

/** Threads start with the first long work. */
export function openWorkers(
  threads: number = Math.max(1, availableParallelism() - 1),
  longestHere: number = usuallyHere,
): Workers {
  let pool: Piscina<unknown, unknown> | undefined;
  let sent = 0;
  const turn = openTurns();

  async function send<Name extends WorkName>(task: Task<Name>, signal: AbortSignal): Promise<Result<Name>> {
    const { name } = task;
    const message = { name, given: await shareDoubles(task.given, turn) };
    pool ??= openPool(threads);
    sent += 1;
    const done = await pool.run(message, { signal });
    if (!isDone(name, done)) throw new Error(`a worker did something else than ${name}`);
    if ('refused' in done) throw new RungraphError(done.refused.code, done.refused.message);
    return done.result;
  }

  return {
    forRequest: (signal) => {
      return async <Name extends WorkName>(name: Name, ...given: Given<Name>): Promise<Result<Name>> => {
        const task: Task<Name> = { name, given };
        try {
          signal.throwIfAborted();
          if (estimates[name](...given) > longestHere) return await send(task, signal);
          await turn();
          return doTask(task);
        } catch (error) {
          if (signal.aborted) throw new RungraphError('CANCELLED', 'Nobody waits for this any more.', { cause: error });
          throw error;
        }
      };
    },
    sent: () => sent,
    close: async () => pool?.destroy(),
  };
}

function openPool(threads: number): Piscina<unknown, unknown> {
  return new Piscina({ ...workerModule(import.meta.url), minThreads: 0, maxThreads: threads, idleTimeout: idleMs });
}

/**
 * The module that a thread runs, which lies beside this one: compiled where this one is, else its source, which needs the
 * translator that development runs with. Flags of this process, such as a script to evaluate, are not for threads.
 */
export function workerModule(here: string) {
  const compiled = !here.endsWith('.ts');
  return {
    filename: fileURLToPath(new URL(compiled ? './worker.js' : './worker.ts', here)),
    execArgv: compiled ? [] : ['--import', 'tsx'],
  };
}
