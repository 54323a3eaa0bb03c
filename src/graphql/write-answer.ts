import { openTurns } from '../core/work/turns.ts';

/** An answer with more values than this is written in pieces. */
const longFrom = 20_000;
/** Values of a column that are written at once: about a millisecond. */
const piece = 5_000;

/** What lies deeper is written at once. */
const deepest = 8;

/** Writes answers as JSON. A long one holds the event loop for a piece at a time. */
export interface AnswerWriter {
  /** Tells of an answer's data, before it is written, how many values are in it. */
  note(data: object | null | undefined, values: number): void;
  write(answer: object): string | Promise<string>;
}

export function openAnswerWriter(): AnswerWriter {
  const long = new WeakSet();
  return {
    note(data, values) {
      if (data && values > longFrom) long.add(data);
    },
    write(answer) {
      const isLong =
        'data' in answer && typeof answer.data === 'object' && answer.data !== null && long.has(answer.data);
      return isLong ? writeInTurns(answer) : `${JSON.stringify(answer)}\n`;
    },
  };
}

async function writeInTurns(answer: object): Promise<string> {
  const turn = openTurns();
  let text = '';
  for (const part of parts(answer)) {
    text += part;
    await turn();
  }
  return `${text}\n`;
}

/** The JSON of a value in pieces: of each object that lies deep enough at once, of a long column a stretch at a time. */
function* parts(value: unknown, depth = 0): Generator<string> {
  if (Array.isArray(value)) yield* listParts(value, depth);
  else if (typeof value === 'object' && value !== null && depth < deepest) {
    let before = '{';
    for (const [key, own] of Object.entries(value)) {
      if (own === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      before = ',';
      yield* parts(own, depth + 1);
    }
    yield before === '{' ? '{}' : '}';
  } else yield value === undefined ? 'null' : JSON.stringify(value);
}

function* listParts(list: readonly unknown[], depth: number): Generator<string> {
  const [first] = list;
  const plain = typeof first !== 'object' || first === null;
  const step = plain ? piece : 1;
  if (list.length === 0) yield '[]';
  for (let at = 0; at < list.length; at += step) {
    yield at === 0 ? '[' : ',';
    if (plain) yield JSON.stringify(list.slice(at, at + step)).slice(1, -1);
    else yield* parts(list[at], depth + 1);
  }
  if (list.length > 0) yield ']';
}
