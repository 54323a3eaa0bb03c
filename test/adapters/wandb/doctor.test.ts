import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rungraph } from '../../e2e/command.ts';
import { records, writeLog } from './write-log.ts';

// What `rungraph doctor` prints of folders with offline runs.

const folder = mkdtempSync(join(tmpdir(), 'rungraph-doctor-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('DOCTOR NAMES torn files, an empty folder and one that is not there, with advice about folders', async () => {
  for (const name of ['torn/run-a', 'empty']) mkdirSync(join(folder, name), { recursive: true });
  const bytes = writeLog([records.header, records.run('r1', 0), records.history({ _step: '0', loss: '1' })]);
  writeFileSync(join(folder, 'torn', 'run-a', 'run-a.wandb'), bytes.subarray(0, bytes.length - 3));
  const sources = Object.fromEntries(
    ['torn', 'empty', 'nowhere'].map((path) => [path, { tracker: 'wandb', path: `./${path}` }]),
  );
  writeFileSync(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
  const { code, stdout } = await rungraph(['doctor'], { cwd: folder });
  expect(code).toBe(1);
  const [torn = '', empty = '', nowhere = ''] = stdout.split('\n\n');
  expect(torn).toContain('"run-a/run-a.wandb" ends within a record');
  expect(torn).toContain('1 run found, in 1 .wandb file');
  expect(empty).toContain('0 runs found, in 0 .wandb files');
  expect(nowhere).toContain(`There is no folder ${join(folder, 'nowhere')}.`);
  expect(nowhere).toContain('Check the folder in the config');
  expect(stdout).not.toMatch(/URL|browser/);
});
