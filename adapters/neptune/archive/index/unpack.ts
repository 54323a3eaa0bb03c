import { z } from 'zod';
import { fileTypes, scalarTypes, seriesTypes } from '../parts/schema.ts';
import type { MicroStep } from '../step.ts';
import {
  problemCodes,
  type EndPoint,
  type FileEntry,
  type ParamEntry,
  type ParamValue,
  type PartIndex,
  type RunEntry,
  type SeriesEntry,
} from './part-index.ts';

const textTable = z.array(z.string());

/**
 * Reads what `pack` wrote. `share` hands out one text for equal ones: the same few paths occur in thousands of runs.
 * @throws Error for bytes that are not its work.
 */
export function unpack(bytes: Uint8Array, share: (text: string) => string): readonly PartIndex[] {
  // A copy, since views of doubles begin at multiples of their size.
  const whole = new Uint8Array(bytes).buffer;
  const [numbersLength = 0, codesLength = 0, tableLength = 0] = new Uint32Array(whole, 0, 4);
  const numbers = new Float64Array(whole, 16, numbersLength / 8);
  const codes = new Uint32Array(whole, 16 + numbersLength, codesLength / 4);
  const table = Buffer.from(whole, 16 + numbersLength + codesLength, tableLength);
  const texts = textTable.parse(JSON.parse(table.toString())).map(share);
  return readParts(openReader(texts, codes, numbers));
}

interface Reader {
  code(): number;
  number(): number;
  text(): string;
  /** A reader of the section that comes next, which this one passes over. */
  section(): Reader;
}

function openReader(texts: readonly string[], codes: Uint32Array, numbers: Float64Array, code = 0, number = 0): Reader {
  let [nextCode, nextNumber] = [code, number];
  const readCode = (): number => {
    const value = codes[nextCode++];
    if (value === undefined) throw new RangeError('the index ends too soon');
    return value;
  };
  return {
    code: readCode,
    number() {
      const value = numbers[nextNumber++];
      if (value === undefined) throw new RangeError('the index ends too soon');
      return value;
    },
    text() {
      const value = texts[readCode()];
      if (value === undefined) throw new RangeError('the index names a text that it lacks');
      return value;
    },
    section() {
      const [codesLength, numbersLength] = [readCode(), readCode()];
      const section = openReader(texts, codes, numbers, nextCode, nextNumber);
      nextCode += codesLength;
      nextNumber += numbersLength;
      return section;
    },
  };
}

function readParts(from: Reader): readonly PartIndex[] {
  return times(from.code(), () => {
    const [file, stamp] = [from.text(), from.text()];
    const [problems, runs] = [from.code(), from.code()];
    return {
      file,
      stamp,
      problems: times(problems, () => ({ code: wordOf(problemCodes, from.code()), message: from.text() })),
      runs: times(runs, () => readRun(from, file)),
    };
  });
}

/** Params and series are most of a run, and made when somebody looks: opening an archive looks at neither. */
function readRun(from: Reader, file: string): RunEntry {
  const [project, run] = [from.text(), from.text()];
  const [rows, phantoms] = [from.number(), from.number()];
  const system = readList(from, readParam);
  const largeIntegers = readList(from, readText);
  const blanks = readList(from, readText);
  const files = readList(from, readFile);
  const params = once(from.section(), (section) => readList(section, readParam));
  const seriesCount = from.code();
  const series = once(from.section(), (section) => readList(section, (one) => readSeries(one, file)));
  return {
    project,
    run,
    rows,
    phantoms,
    system,
    largeIntegers,
    blanks,
    files,
    seriesCount,
    get params() {
      return params();
    },
    get series() {
      return series();
    },
  };
}

function once<T>(section: Reader, read: (section: Reader) => T): () => T {
  let known: T | undefined;
  return () => (known ??= read(section));
}

function readText(from: Reader): string {
  return from.text();
}

function readList<T>(from: Reader, read: (from: Reader) => T): readonly T[] {
  return times(from.code(), () => read(from));
}

function readParam(from: Reader): ParamEntry {
  const path = from.text();
  const type = wordOf(scalarTypes, from.code());
  return [path, type, readValue(from, type)];
}

function readValue(from: Reader, type: ParamEntry[1]): ParamValue {
  switch (type) {
    case 'string':
      return from.text();
    case 'bool':
      return from.code() === 1;
    case 'string_set':
      return times(from.code(), () => from.text());
    default:
      return readNumber(from);
  }
}

function readSeries(from: Reader, file: string): SeriesEntry {
  const path = from.text();
  const type = wordOf(seriesTypes, from.code());
  const [count, repeats, min, max] = [from.number(), from.number(), from.number(), from.number()];
  const [start, end] = [from.number(), from.number()];
  const [first, last] = [readPoint(from), readPoint(from)];
  const groups = times(from.code(), () => from.code());
  return {
    path,
    type,
    count,
    first,
    last,
    min: Number.isNaN(min) ? null : min,
    max: Number.isNaN(max) ? null : max,
    from: start,
    to: end,
    repeats,
    places: [{ file, groups }],
  };
}

function readPoint(from: Reader): EndPoint {
  return [readNumber(from), from.number(), from.number()];
}

function readFile(from: Reader): FileEntry {
  const path = from.text();
  const type = wordOf(fileTypes, from.code());
  const hasStep = from.code() === 1;
  return [path, type, from.text(), hasStep ? readNumber(from) : null];
}

function readNumber(from: Reader): MicroStep {
  return from.code() === 1 ? BigInt(from.text()) : from.number();
}

function times<T>(count: number, read: () => T): T[] {
  const found: T[] = [];
  for (let index = 0; index < count; index += 1) found.push(read());
  return found;
}

function wordOf<T>(words: readonly T[], place: number): T {
  const word = words[place];
  if (word === undefined) throw new RangeError('the index holds a word that is none');
  return word;
}
