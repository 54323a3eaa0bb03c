import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trackers } from '../../adapters/registry.ts';
import { readConfig } from '../../src/config/load-config.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { assembleConfig } from '../support/assemble.ts';

// What the README shows works as it stands there.

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

let gateway: Gateway | undefined;
const emulators: Sample[] = [];

beforeAll(async () => {
  const sources: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const { kind, demo } of trackers) {
    for (const sample of demo) {
      const emulator = await sample.start();
      emulators.push(emulator);
      sources[sample.id] = { tracker: kind, ...emulator.source };
    }
  }
  gateway = await assembleConfig(sources);
});

afterAll(async () => {
  await gateway?.close();
  await Promise.all(emulators.map((emulator) => emulator.close()));
});

test.each(blocks('graphql').map((text, index) => [index + 1, text]))(
  'query %d is answered by the sample trackers',
  async (_number, text) => {
    const answer = await gateway?.execute(text);
    expect(answer?.errors).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain('FAILED');
    expect(JSON.stringify(answer)).toMatch(/0\.93|"USED"/);
  },
);

test('the query of the notebook is answered', async () => {
  const [, query = ''] = /query = """([^]*?)"""/.exec(blocks('python')[0] ?? '') ?? [];
  const answer = await gateway?.execute(query);
  expect(answer).toMatchObject({ data: { runs: { table: { columns: [{ name: 'name' }, {}, {}] } } } });
});

test('the config is one', () => {
  const [text = ''] = blocks('yaml');
  const { sources } = readConfig(text, 'rungraph.yaml', { trackers, environment: { MLFLOW_PASSWORD: 'secret' } });
  expect(sources.map(({ id }) => id)).toEqual(['prod-mlflow', 'research']);
});

test('every script that is named exists, and every page that is linked', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const linked = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, file = '']) => file);
  expect(linked.length).toBeGreaterThan(3);
  expect(linked.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('every tracker has its row and its page', () => {
  for (const { kind } of trackers) expect(readme).toContain(`(adapters/${kind}/README.md)`);
});
