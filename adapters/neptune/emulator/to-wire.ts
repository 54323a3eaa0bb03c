import type { Value } from '../../../src/contract/value.ts';
import type { StoredAttribute, StoredFile, StoredPoint, StoredRun } from './world.ts';

/** What a server tells of a series without its points. NaN counts for nothing but the last. */
export function summaryOf(
  points: readonly StoredPoint[],
): Readonly<Record<'last' | 'lastStep' | 'min' | 'max' | 'average' | 'variance', number | null>> {
  const values = points.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const extreme = (choose: (a: number, b: number) => number) =>
    values.length === 0 ? null : values.reduce((one, other) => choose(one, other));
  const mean = (numbers: readonly number[]) =>
    numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const last = points.at(-1);
  const average = mean(values);
  return {
    last: last?.value ?? null,
    lastStep: last?.step ?? null,
    min: extreme(Math.min),
    max: extreme(Math.max),
    average,
    variance: mean(values.map((value) => (value - (average ?? 0)) ** 2)),
  };
}

export function toWire(name: string, attribute: StoredAttribute): object {
  return { name, type: attribute.type, [`${attribute.type}Properties`]: propertiesToWire(name, attribute) };
}

/** What an attribute holds, which depends on its type. */
export function propertiesToWire(name: string, attribute: StoredAttribute): object {
  const own = { attributeName: name, attributeType: attribute.type };
  switch (attribute.type) {
    case 'stringSet':
      return { ...own, values: attribute.values };
    case 'floatSeries': {
      const summary = Object.entries(summaryOf(attribute.points)).map(([key, value]) => [key, spelled(value)] as const);
      return { ...own, ...Object.fromEntries<Value>(summary) };
    }
    case 'file': {
      const { name: fileName, ext, content } = attribute;
      return { ...own, name: fileName, ext, size: content.length };
    }
    case 'fileSet':
      return { ...own, size: attribute.files.reduce((sum, { content }) => sum + content.length, 0) };
    case 'imageSeries':
      return { ...own, lastStep: attribute.images.length - 1 };
    case 'artifact':
      return { ...own, hash: attribute.hash };
    case 'fileRef':
      return { ...own, ...refOf(attribute.file) };
    case 'stringSeries':
    case 'histogramSeries':
    case 'fileRefSeries': {
      const { step: lastStep, value: last } = attribute.points.at(-1) ?? {};
      return { ...own, lastStep, last: typeof last === 'object' && 'content' in last ? refOf(last) : last };
    }
    case 'gitRef':
      return { ...own, ...attribute.git };
    case 'datetime':
      return { ...own, value: new Date(Number(attribute.value)).toISOString() };
    default:
      return { ...own, value: spelled(attribute.value) };
  }
}

export function pointToWire({ step, value, timestampMillis }: StoredPoint): object {
  return { timestampMillis, step, value: spelled(value) };
}

export function refOf({ path, content, mimeType }: StoredFile): object {
  return { path, sizeBytes: content.length, mimeType };
}

/** JSON has no NaN and no infinities: they are spelt. */
function spelled(value: Value): Value {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Attributes of a run, those of some paths alone where paths are given. */
export function attributesToWire({ attributes }: StoredRun, paths: readonly string[] | null): readonly object[] {
  const shown = [...attributes].filter(([path]) => paths === null || paths.includes(path));
  return shown.map(([path, attribute]) => toWire(path, attribute));
}
