import { move, transferableSymbol, valueSymbol } from 'piscina';
import { isRungraphError } from '../../contract/error.ts';
import { collectDoubles } from './share-doubles.ts';
import { doTask, isTask, type Done, type Task } from './works.ts';

/** What a worker thread runs. Doubles that were made here are handed over, not copied: nobody here needs them any more. */
export default function work(message: unknown): unknown {
  if (!isTask(message)) throw new TypeError('a worker is sent a task');
  const done = toDone(message);
  const columns = new Set<Float64Array>();
  collectDoubles(done, columns);
  const own = new Set([...columns].map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer));
  return move(Object.assign({}, { [transferableSymbol]: [...own], [valueSymbol]: done }));
}

function toDone(task: Task): Done {
  const { name } = task;
  try {
    return { name, result: doTask(task) };
  } catch (error) {
    // Errors lose their class on the way between threads.
    if (isRungraphError(error)) return { name, refused: { code: error.code, message: error.message } };
    throw error;
  }
}
