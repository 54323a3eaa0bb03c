import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { environment } from '../support/server.ts';

// The golden values are what their scripts compute today, with the versions that they name.

const folder = fileURLToPath(new URL('../../golden/', import.meta.url));
const names = readdirSync(join(folder, 'data')).map((file) => file.replace(/\.json$/, ''));
const fresh = mkdtempSync(join(tmpdir(), 'golden-'));
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

test('every script but the one they share has its values', () => {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.py') && file !== 'golden.py');
  expect(scripts.map((file) => file.replace(/\.py$/, '')).sort()).toEqual([...names].sort());
});

test.each(names)('%s', async (name) => {
  const python = join(environment('golden'), 'bin', 'python');
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OPENBLAS_NUM_THREADS: '1' };
  await promisify(execFile)(python, [join(folder, `${name}.py`), fresh], { env });
  const made = read(join(fresh, `${name}.json`));
  expect(firstDifference(made, read(join(folder, 'data', `${name}.json`)), '')).toBeUndefined();
});

/** Where two values differ; numbers by more than what processors may round differently. */
function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)) ? undefined : `${path}: ${a}, not ${b}`;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Object.is(a, b) ? undefined : `${path}: ${JSON.stringify(a)}, not ${JSON.stringify(b)}`;
  }
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = firstDifference(left.get(key), right.get(key), `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
