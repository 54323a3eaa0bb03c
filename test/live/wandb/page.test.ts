import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { blocksOf, readPage } from '../../docs/page.ts';
import { rungraph, startRungraph } from '../../e2e/command.ts';
import { listAt, at } from '../../support/json-at.ts';
import { environment } from '../support/server.ts';

// What the page of this tracker shows to try it without a server: the emulator, the real SDK, both sources.

const folder = mkdtempSync(join(tmpdir(), 'rungraph-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the page is followed, line by line', async () => {
  const page = readPage('adapters/wandb/README.md');
  const [commands, config] = blocksOf(page).filter(({ heading }) => heading === 'Try it without a server');
  const [emulate = '', ...script] = (commands?.text ?? '').split('\n');
  const words = /^npx rungraph (.*) --port 8080 (.*) & +#/.exec(emulate) ?? [];
  const emulator = startRungraph([words[1] ?? '', words[2] ?? ''].join(' ').split(' ').concat('--port', '0'));
  const [, url = ''] = await emulator.until(/ at (http:\S+?),/);
  const mine = (text: string): string => text.replaceAll('http://127.0.0.1:8080', url);
  const [, key = ''] = /WANDB_API_KEY=(\w+)/.exec(script.join('\n')) ?? [];
  const env = {
    ...process.env,
    HOME: folder,
    WANDB_ERROR_REPORTING: 'false',
    PATH: `${join(environment('wandb'), 'bin')}:${process.env['PATH'] ?? ''}`,
  };
  await promisify(execFile)('bash', ['-ec', mine(script.join('\n'))], { cwd: folder, env });
  writeFileSync(join(folder, 'rungraph.yaml'), mine(config?.text ?? ''));
  const there = { cwd: folder, env: { WANDB_API_KEY: key } };
  expect((await rungraph(['doctor'], there)).stdout).toMatch(/online .*offline /s);
  const [, question = ''] = /`(\{ runs .*?\})`/.exec(page) ?? [];
  writeFileSync(join(folder, 'runs.graphql'), question);
  const { stdout } = await rungraph(['query', 'runs.graphql', '--json'], there);
  const nodes = listAt(JSON.parse(stdout), 'data', 'runs', 'nodes');
  expect(nodes.map((node) => [String(at(node, 'ref')).split('/')[0], at(node, 'metric', 'last')]).sort()).toEqual([
    ['offline', 1],
    ['offline', 2],
    ['online', 1],
  ]);
  emulator.child.kill('SIGINT');
  await emulator.ended;
});
