import { trackers } from '../../../adapters/registry.ts';
import type { Emulator } from '../../../src/contract/tracker.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { usualExports } from '../../../src/server/exports/exports-settings.ts';
import { serve, type RunningServer } from '../../../src/server/serve.ts';
import { blocksOf, readPage } from '../../docs/page.ts';
import { assembleConfig, type SourceConfigs } from '../../support/assemble.ts';
import { installClient, linesOf, scriptAt, type InstalledClient } from './install-client.ts';

// The Python client as its users have it: its wheel, in an environment of its own. What the pages show and the notebooks
// of examples/ run there, over the sample data of two trackers.

let client: InstalledClient;
const emulators: Emulator[] = [];
const open: { readonly gateway: Gateway; readonly server: RunningServer }[] = [];
let url = '';
let partUrl = '';

async function serveOver(sources: SourceConfigs): Promise<string> {
  const gateway = await assembleConfig(sources);
  const server = await serve(gateway, {
    host: '127.0.0.1',
    port: 0,
    exports: { ...usualExports, folder: client.folder },
  });
  open.push({ gateway, server });
  return server.url;
}

beforeAll(async () => {
  client = installClient();
  const sources: Record<string, Record<string, unknown>> = {};
  for (const kind of ['mlflow', 'aim']) {
    const emulator = await trackers.find((one) => one.kind === kind)?.emulate?.({ port: 0, empty: false });
    if (emulator === undefined) throw new Error(`${kind} has no emulator`);
    emulators.push(emulator);
    sources[kind] = { tracker: kind, ...emulator.source };
  }
  url = await serveOver(sources);
  partUrl = await serveOver({ ...sources, gone: { tracker: 'mlflow', url: 'http://127.0.0.1:1', deadlineMs: 2000 } });
});

afterAll(async () => {
  for (const { server, gateway } of open) {
    await server.close();
    await gateway.close();
  }
  for (const emulator of emulators) await emulator.close();
  client.remove();
});

const run = (...args: readonly string[]): Promise<string> => client.run({ RUNGRAPH_URL: url }, ...args);

test('asks for every table, tells what is missing, and goes without pandas', async () => {
  const printed = await run('-W', 'error::FutureWarning', scriptAt('client.py'), partUrl);
  expect(linesOf(printed)).toEqual(['runs', 'series', 'compare, groups', 'errors', 'without pandas']);
});

test('shows what it has, and where that comes from', async () => {
  const printed = await run('-W', 'error', scriptAt('looks.py'));
  expect(linesOf(printed)).toEqual(['questions', 'shown', 'differences', 'files', 'bars']);
});

const blocksIn = (page: string): readonly string[] =>
  blocksOf(readPage(page)).flatMap(({ info, text }) => (info === 'python' && /\brg\./.test(text) ? [text] : []));

test('the pages show what runs', async () => {
  const printed = await run('-c', blocksIn('docs/notebooks.md').join('\n'));
  expect(printed).toMatch(/val_accuracy +float64/);
  expect(printed).toMatch(/mlflow\/\w+/);
});

test('what README.md shows is pasted into a kernel, and ends in a plot', async () => {
  const printed = await run(scriptAt('paste.py'), `${blocksIn('README.md').join('\n')}\nbest\nrg`);
  expect(linesOf(printed)).toEqual(['nothing', 'nothing', 'nothing', 'a picture', 'a table', 'a table']);
});

test('the notebooks of examples/ run in a kernel', async () => {
  const printed = await run(scriptAt('execute.py'), scriptAt('../../../examples'));
  expect(linesOf(printed)).toEqual([
    expect.stringMatching(/^check-a-reproduction\.ipynb: 0 pictures, against itself \w+, against another run \w+$/),
    expect.stringMatching(/^compare-two-trackers\.ipynb: 0 pictures, 2 trackers, \d+ differences/),
    expect.stringMatching(/^find-the-best\.ipynb: 1 pictures, the best is \w+\/\w+ with 0\.\d{3}$/),
    expect.stringMatching(/^seeds-with-intervals\.ipynb: 1 pictures, \d+ models with intervals$/),
    expect.stringMatching(/^what-runs-took\.ipynb: 1 pictures, \d+ runs took [\d.]+ hours$/),
  ]);
});
