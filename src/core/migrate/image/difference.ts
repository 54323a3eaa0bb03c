import type { RunImage } from './run-image.ts';

/** Where two images part first. */
export interface Difference {
  /** Such as `params lr`. */
  readonly at: string;
  readonly expected: string;
  readonly found: string;
}

const parts = ['fields', 'params', 'tags', 'series', 'files'] as const;

/** The first difference, in the order that people look: null where there is none. */
export function firstDifference(expected: RunImage, found: RunImage): Difference | null {
  for (const part of parts) {
    const difference = differenceIn(part, expected[part], found[part]);
    if (difference !== null) return difference;
  }
  const [a, b] = [expected.inputs.join(', '), found.inputs.join(', ')];
  return a === b ? null : { at: 'inputs', expected: a, found: b };
}

/** The first member that is not the same, by key. */
export function differenceIn(
  part: string,
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Difference | null {
  const [want, have] = [entriesOf(expected), entriesOf(found)];
  for (const key of [...new Set([...want.keys(), ...have.keys()])].sort()) {
    const [a, b] = [want.get(key), have.get(key)];
    if (a !== b) return { at: `${part} ${key}`, expected: a ?? 'nothing', found: b ?? 'nothing' };
  }
  return null;
}

function entriesOf(part: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(part).map(([key, value]) => [key, JSON.stringify(value)]));
}
