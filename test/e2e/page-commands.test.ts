import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoSettings } from '../../src/cli/demo-settings.ts';
import { pageBlocks, pages } from '../support/pages.ts';
import { startSamples, type Samples } from '../support/samples.ts';
import { readPage } from '../docs/page.ts';
import { rungraph, startRungraph, type Ended } from './command.ts';

// Every command that a page shows, run where somebody has the sample trackers in a rungraph.yaml.

const folder = mkdtempSync(join(tmpdir(), 'rungraph-pages-'));
let samples: Samples | undefined;

beforeAll(async () => {
  samples = await startSamples();
  const { sources } = samples;
  // JSON is YAML.
  writeFileSync(
    join(folder, 'rungraph.yaml'),
    JSON.stringify({ server: { port: 0, drainMs: 0 }, ...demoSettings, sources }),
  );
  const [question] = pageBlocks.filter(({ page, info }) => page === 'README.md' && info === 'graphql');
  writeFileSync(join(folder, 'best.graphql'), question?.text ?? '');
});

afterAll(async () => {
  await samples?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The words of a line of a shell, in quotes or not, without a comment. */
function wordsOf(line: string): readonly string[] {
  const words = line.replace(/ #.*$/, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}

/** What each command of `rungraph` must print. */
const prints: Readonly<Record<string, RegExp>> = {
  doctor: /reachable +yes/,
  query: /convnext-t-lr0\.004/,
  explain: /val_accuracy/,
  runs: /convnext-t-lr0\.004/,
  groups: /convnext-t +\d+ +\d+ +0\.\d+/,
};

/** Those that go on until they are told to stop. A free port takes the place of theirs. */
const lasting: Readonly<Record<string, RegExp>> = {
  serve: /at (http:\S+)\/graphql/,
  emulate: /emulator at http/,
  demo: /until Ctrl-C/,
};

async function runOf([command = '', ...args]: readonly string[]): Promise<Ended> {
  const goesOn = lasting[command];
  if (goesOn === undefined || args.includes('--once')) return rungraph([command, ...args], { cwd: folder });
  const port = args.indexOf('--port');
  const free = port < 0 ? args : args.map((word, at) => (at === port + 1 ? '0' : word));
  const started = startRungraph([command, ...free], { cwd: folder });
  const [, url] = await started.until(goesOn);
  // One that is stopped in the middle of its first questions says so.
  if (url !== undefined) while ((await fetch(`${url}/health/ready`)).status !== 200) await sleep(50);
  started.child.kill('SIGINT');
  return started.ended;
}

/** Commands of the walk are about a tracker that is not in the registry; what a tracker's page starts, its live tests do. */
const elsewhere = /^(docs\/adding-a-tracker|adapters\/)/;
const lines = pageBlocks
  .filter(({ info, page }) => info === 'sh' && !elsewhere.test(page))
  .flatMap(({ page, text }) => text.split('\n').map((line) => ({ page, line })));
const commands = lines.filter(({ line }) => line.startsWith('npx rungraph '));

/** Of other programs: what they do is proven by test/e2e/exports, live/exports, e2e/grafana and live/wandb/synced. */
const others = [
  /^curl 'http:\/\/127\.0\.0\.1:4000\/export\//,
  /^RUNGRAPH_TOKEN=rg_… docker compose /,
  /^pip install /,
  /^wandb sync --yes /,
];

test('a line of a shell is a command of ours, one of npm, or one that is known', () => {
  const known = [/^(npx rungraph |npm | *# |rungraph )/, ...others];
  const strange = lines.filter(({ line }) => line !== '' && !known.some((form) => form.test(line)));
  expect(strange).toEqual([]);
  expect(commands.length).toBeGreaterThan(6);
});

test.each(commands.map(({ page, line }) => [line, page]))('%s (%s)', async (line) => {
  const [, , ...words] = wordsOf(line);
  const { code, stdout, stderr } = await runOf(words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(prints[words[0] ?? ''] ?? lasting[words[0] ?? ''] ?? /^$/);
});

/** Whole sessions: what a command prints stands below it. Those of migrating.md are its own test's. */
const sessions = pageBlocks
  .filter(({ info, page }) => info === 'console' && page !== 'docs/migrating.md')
  .flatMap(({ text, place }) =>
    text
      .split(/^\$ /m)
      .slice(1)
      .map((session) => ({ place, session })),
  );

test('the README shows a session', () => {
  expect(sessions.some(({ place }) => place.startsWith('README.md'))).toBe(true);
});

test.each(sessions.map(({ place, session }) => [place, session]))(
  'what %s shows is printed',
  async (_place, session) => {
    const [line = '', ...shown] = session.trimEnd().split('\n');
    const [, , ...words] = wordsOf(line);
    const { code, stdout, stderr } = await runOf(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((row) => row.trimEnd()),
    ).toEqual(shown);
  },
);

test('commands within sentences are there, with their options', async () => {
  const inText = pages.flatMap((page) => [
    ...readPage(page).matchAll(/`(?:npx )?rungraph ((?:key|migrate|export) [a-z]+|[a-z]+)([^`\n]*)`/g),
  ]);
  expect(inText.length).toBeGreaterThan(5);
  const helps = new Map<string, string>();
  for (const [, command = '', rest = ''] of inText) {
    if (!helps.has(command)) helps.set(command, (await rungraph([...command.split(' '), '--help'])).stdout);
    expect(helps.get(command)).toContain(`rungraph ${command}`);
    const options = rest.match(/--[a-z-]+/g) ?? [];
    expect(options.filter((option) => !helps.get(command)?.includes(option))).toEqual([]);
  }
});
