import { at } from './json-at.ts';

/** Counts and texts are the same, and numbers to 1e-12. */
export function expectNear(found: unknown, right: unknown, path = ''): void {
  if (typeof right === 'number' && typeof found === 'number') {
    const far = Math.abs(found - right) / Math.max(Math.abs(right), 1e-300);
    if (!(found === right || far <= 1e-12)) throw new Error(`${path}: ${found} and ${right}`);
  } else if (typeof right === 'object' && right !== null && typeof found === 'object' && found !== null) {
    expect({ path, keys: Object.keys(found) }).toEqual({ path, keys: Object.keys(right) });
    for (const [key, value] of Object.entries(right)) expectNear(at(found, key), value, `${path}.${key}`);
  } else expect({ path, found }).toEqual({ path, found: right });
}
