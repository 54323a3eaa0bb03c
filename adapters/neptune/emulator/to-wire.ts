import type { Value } from '../../../src/contract/value.ts';
import type { StoredAttribute, StoredPoint, StoredRun } from './world.ts';

/** What a server tells of a series without its points. NaN counts for nothing but the last. */
export function summaryOf(points: readonly StoredPoint[]): { readonly [name: string]: number | null } {
  const values = points.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  const extreme = (choose: (a: number, b: number) => number) =>
    values.length === 0 ? null : values.reduce((one, other) => choose(one, other));
  const last = points.at(-1);
  return {
    last: last?.value ?? null,
    lastStep: last?.step ?? null,
    min: extreme(Math.min),
    max: extreme(Math.max),
  };
}

export function toWire(name: string, attribute: StoredAttribute): object {
  const { type } = attribute;
  const own = { attributeName: name, attributeType: type };
  switch (attribute.type) {
    case 'stringSet':
      return { name, type, stringSetProperties: { ...own, values: attribute.values } };
    case 'floatSeries': {
      const summary = Object.entries(summaryOf(attribute.points)).map(([key, value]) => [key, spelled(value)] as const);
      return { name, type, floatSeriesProperties: { ...own, ...Object.fromEntries<Value>(summary) } };
    }
    case 'gitRef':
      return { name, type, gitRefProperties: { ...own, ...attribute.git } };
    case 'datetime':
      return { name, type, datetimeProperties: { ...own, value: new Date(Number(attribute.value)).toISOString() } };
    default:
      return { name, type, [`${type}Properties`]: { ...own, value: spelled(attribute.value) } };
  }
}

export function pointToWire({ step, value, timestampMillis }: StoredPoint): object {
  return { timestampMillis, step, value: spelled(value) };
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
