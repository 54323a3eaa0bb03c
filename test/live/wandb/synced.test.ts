import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleKey, startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Copy } from '../../../src/contract/writer.ts';
import type { Run } from '../../../src/contract/run.ts';
import { compareSources } from '../../../src/core/parity/compare-sources.ts';
import { targets } from '../../adapters/aim/targets.ts';
import { openAdapter, readRuns, readSeries } from '../../adapters/wandb/open-adapter.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { Target } from '../../conformance/target.ts';
import { callContext } from '../../support/call-context.ts';
import { openPlaces, type Places } from '../../core/migrate/places.ts';
import { openSdk, type Sdk } from './sdk.ts';

// The canonical data set is moved into a folder, and `wandb sync` sends it from there: what a server has then is what the
// folder has, value for value.

let opened: Awaited<ReturnType<Target['open']>> | undefined;
let emulator: WandbEmulator | undefined;
let places: Places | undefined;
let sdk: Sdk | undefined;
const adapters: Adapter[] = [];
afterAll(async () => {
  for (const adapter of adapters) await adapter.close();
  sdk?.remove();
  await places?.close();
  await emulator?.close();
  await opened?.close();
});

function open(settings: Readonly<Record<string, unknown>>): Adapter {
  const adapter = openAdapter(settings);
  adapters.push(adapter);
  return adapter;
}

/** What a server keeps of a run: not its times, its address, its user, and what the machine did. */
function plain({ url: _url, user: _user, startedAt: _start, endedAt: _end, provenance: _about, ...run }: Run) {
  if (isRungraphError(run.params) || isRungraphError(run.metrics)) throw new Error('unread');
  const byKey = <T extends { readonly nativeKey: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.nativeKey < b.nativeKey ? -1 : 1));
  const { params, metrics, ...rest } = run;
  const keys = byKey(metrics).map(({ nativeKey }) => nativeKey);
  return { ...rest, params: byKey(params), metrics: keys };
}

/** What copies say of themselves, digests too. */
async function copiesOf(adapter: Adapter): Promise<readonly Copy[]> {
  const projects = (await adapter.listProjects(callContext(), { limit: 100, after: null })).items;
  const search = { source: 'old', projects: projects.map(({ nativeId }) => nativeId) };
  const found = (await adapter.writer?.findCopies(callContext(), search)) ?? [];
  return found.toSorted((a, b) => (a.runId < b.runId ? -1 : 1));
}

test('what `wandb sync` sends of a folder is what was moved there', async () => {
  opened = await targets[0]?.open(canonicalData, 'old');
  if (opened === undefined) throw new Error('no target');
  emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  sdk = openSdk(emulator.url);
  places = await openPlaces(
    {
      folder: { tracker: 'wandb', path: '{folder}/runs' },
      server: { tracker: 'wandb', url: emulator.url, apiKey: sampleKey },
    },
    [opened.source],
  );
  const path = join(places.folder, 'runs');
  await mkdir(path);
  const { plan, wrong } = await places.move('old', 'folder');
  expect(wrong).toEqual([]);
  const recorded = join(path, 'wandb');
  await sdk.sync((await readdir(recorded)).map((name) => join(recorded, name)));

  const [server, folder] = [open({ url: emulator.url, apiKey: sampleKey }), open({ path, entity: 'harvest-lab' })];
  const expected = new Map((await readRuns(folder)).map((run) => [run.nativeId, plain(run)]));
  const found = new Map((await readRuns(server)).map((run) => [run.nativeId, plain(run)]));
  expect(expected.size).toBe(plan.runs.length);
  expect(found).toEqual(expected);
  const copies = await copiesOf(server);
  expect(copies).toEqual(await copiesOf(folder));
  expect(copies.filter(({ digest }) => digest !== null)).toHaveLength(plan.runs.length);
  const parity = await compareSources({
    ...{ ...places.world, one: 'old', other: 'server', where: null, projects: new Map(), key: null, knownAs: null },
    parallel: 4,
  });
  expect(parity).toMatchObject({ equal: plan.runs.length, different: [], onlyOne: [], onlyOther: [], unsure: [] });
  let points = 0;
  for (const [id, { metrics }] of expected) {
    const [mine, theirs] = [await readSeries(folder, id, metrics), await readSeries(server, id, metrics)];
    expect(theirs).toEqual(mine);
    points += mine.reduce((sum, { values }) => sum + values.length, 0);
  }
  expect(points).toBeGreaterThan(3_000);
});
