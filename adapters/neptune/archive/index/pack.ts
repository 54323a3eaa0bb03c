import { scalarTypes, seriesTypes, fileTypes } from '../parts/schema.ts';
import type { MicroStep } from '../step.ts';
import {
  problemCodes,
  type EndPoint,
  type FileEntry,
  type ParamEntry,
  type PartIndex,
  type RunEntry,
  type SeriesEntry,
} from './part-index.ts';

// Indexes of files as bytes: three streams that are written and read in the same order, since 10,000 runs have millions
// of numbers and few texts. Texts are a table, counts and places in it are integers, everything else is doubles.

/** What is written: doubles hold NaN, -0 and the infinities as they are. */
interface Streams {
  readonly texts: string[];
  readonly codes: number[];
  readonly numbers: number[];
}

interface Packer extends Streams {
  text(text: string): void;
}

export function pack(parts: readonly PartIndex[]): Uint8Array {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const packer: Packer = {
    texts,
    codes: [],
    numbers: [],
    text(text) {
      let place = places.get(text);
      if (place === undefined) places.set(text, (place = texts.push(text) - 1));
      this.codes.push(place);
    },
  };
  packer.codes.push(parts.length);
  for (const part of parts) packPart(part, packer);
  const table = Buffer.from(JSON.stringify(texts));
  const codes = Buffer.from(Uint32Array.from(packer.codes).buffer);
  const numbers = Buffer.from(Float64Array.from(packer.numbers).buffer);
  const sizes = Uint32Array.of(numbers.length, codes.length, table.length, 0);
  return Buffer.concat([Buffer.from(sizes.buffer), numbers, codes, table]);
}

function packPart({ file, stamp, problems, runs }: PartIndex, to: Packer): void {
  to.text(file);
  to.text(stamp);
  to.codes.push(problems.length, runs.length);
  for (const { code, message } of problems) {
    to.codes.push(problemCodes.indexOf(code));
    to.text(message);
  }
  for (const run of runs) packRun(run, to);
}

function packRun(run: RunEntry, to: Packer): void {
  const { system, params, largeIntegers, blanks, series, files } = run;
  to.text(run.project);
  to.text(run.run);
  to.numbers.push(run.rows, run.phantoms);
  packList(system, to, packParam);
  packList(largeIntegers, to, (path) => to.text(path));
  packList(blanks, to, (path) => to.text(path));
  packList(files, to, packFile);
  packSection(to, () => packList(params, to, packParam));
  to.codes.push(series.length);
  packSection(to, () => packList(series, to, packSeries));
}

/** What is unpacked when somebody looks: how long it is in either stream comes first. */
function packSection(to: Packer, write: () => void): void {
  const place = to.codes.push(0, 0);
  const numbers = to.numbers.length;
  write();
  to.codes[place - 2] = to.codes.length - place;
  to.codes[place - 1] = to.numbers.length - numbers;
}

function packList<T>(items: readonly T[], to: Packer, write: (item: T, to: Packer) => void): void {
  to.codes.push(items.length);
  for (const item of items) write(item, to);
}

function packFile([path, type, stored, step]: FileEntry, to: Packer): void {
  to.text(path);
  to.codes.push(fileTypes.indexOf(type), step === null ? 0 : 1);
  to.text(stored);
  if (step !== null) packNumber(step, to);
}

function packParam([path, type, value]: ParamEntry, to: Packer): void {
  to.text(path);
  to.codes.push(scalarTypes.indexOf(type));
  if (typeof value === 'number' || typeof value === 'bigint') packNumber(value, to);
  else if (typeof value === 'string') to.text(value);
  else if (typeof value === 'boolean') to.codes.push(value ? 1 : 0);
  else packList(value, to, (item) => to.text(item));
}

function packSeries(series: SeriesEntry, to: Packer): void {
  const { path, type, first, last, places } = series;
  to.text(path);
  to.codes.push(seriesTypes.indexOf(type));
  to.numbers.push(series.count, series.repeats, series.min ?? Number.NaN, series.max ?? Number.NaN);
  to.numbers.push(series.from, series.to);
  packPoint(first, to);
  packPoint(last, to);
  packList(
    places.flatMap((place) => place.groups),
    to,
    (group) => to.codes.push(group),
  );
}

function packPoint([step, time, value]: EndPoint, to: Packer): void {
  packNumber(step, to);
  to.numbers.push(time, value);
}

/** Integers beyond 2^53 are texts, marked by a one. */
function packNumber(value: MicroStep, to: Packer): void {
  to.codes.push(typeof value === 'bigint' ? 1 : 0);
  if (typeof value === 'bigint') to.text(String(value));
  else to.numbers.push(value);
}
