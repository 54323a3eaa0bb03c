import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { longWork, longWorkDone } from '../support/long-work.ts';

// The packed tarball, installed where nothing else is.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rungraph-package-'));
const env = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' };
const run = (command: string, args: readonly string[], cwd = folder): string =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tarball holds what a user needs and nothing else, and works elsewhere', () => {
  run('npm', ['pack', '--pack-destination', folder], root);
  const [tarball = ''] = readdirSync(folder);
  const files = run('tar', ['-tzf', tarball]).trim().split('\n');
  const rooms = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')));
  expect([...rooms].filter((room) => !/^(dist|schema|adapters)\//.test(room)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
    'rungraph.schema.json',
  ]);
  expect(files.filter((file) => /\.test\.|\/test\/|\.ts$/.test(file))).toEqual([]);

  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`]);
  expect(run('npx', ['rungraph', 'demo', '--once'])).toContain('val_accuracy');
  expect(run('npx', ['rungraph', '--help'])).toContain('Exit codes');
  const help = run('npx', ['rungraph', 'emulate', '--help']);
  expect(help).toContain('one of: mlflow, wandb, neptune, aim');
  const installed = readdirSync(join(folder, 'node_modules', 'rungraph', 'dist', 'graphiql'));
  expect(installed).toContain('graphiql.min.js');
  const opener = 'rungraph/dist/src/core/work/open-workers.js';
  expect(run('node', ['--input-type=module', '--eval', longWork(opener)])).toBe(longWorkDone);
});
