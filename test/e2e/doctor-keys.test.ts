import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { listAt, at } from '../support/json-at.ts';
import { rungraph } from './command.ts';

// `doctor` looks through runs for keys that they have under several of the names that a config says mean the same.

const [tracker] = trackers;
const folder = mkdtempSync(join(tmpdir(), 'rungraph-keys-'));
let emulator: Emulator | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

function doctor(keys: object, ...args: readonly string[]) {
  const source = { tracker: tracker?.kind, ...emulator?.source };
  // JSON is YAML.
  writeFileSync(join(folder, 'rungraph.yaml'), JSON.stringify({ keys, sources: { lab: source } }));
  return rungraph(['doctor', ...args], { cwd: folder });
}

const collisions = { params: { size: ['batch_size', 'epochs'] }, metrics: { loss: ['train/loss'] } };

test('a key that runs have under several names is told, with what to do, and nothing fails', async () => {
  const { code, stdout, stderr } = await doctor(collisions);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const text = stdout.replace(/\s+/g, ' ');
  expect(text).toMatch(
    /[1-9]\d* of the runs read so far have the param "size" under several names; "epochs" keep their own there\./,
  );
  expect(text).toContain('Put the name that is to count first in keys.params of the config');
  expect(text).not.toContain('the metric "loss"');
});

test('for scripts, with the key that it is about', async () => {
  const { code, stdout } = await doctor(collisions, '--json');
  expect(code).toBe(0);
  const told = listAt(JSON.parse(stdout), 'sources', 0, 'diagnostics').filter(
    (diagnostic) => at(diagnostic, 'code') === 'KEY_COLLISION',
  );
  expect(told).toEqual([
    {
      severity: 'WARNING',
      code: 'KEY_COLLISION',
      subject: 'keys.params.size',
      message: expect.stringContaining('"size"'),
      remedy: expect.stringContaining('keys.params'),
    },
  ]);
});

test('runs that have one of the names each are no collision', async () => {
  const { code, stdout } = await doctor({ params: { rate: ['lr'] } });
  expect(code).toBe(0);
  expect(stdout).not.toContain('under several names');
});
