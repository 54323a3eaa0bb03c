import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMlflowEmulator, type MlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { neptune } from '../../adapters/neptune/index.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import { everything, rightsOf } from '../../src/core/access/rights.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { assembleConfig } from '../support/assemble.ts';
import { at, listAt } from '../support/json-at.ts';
import { rungraph } from './command.ts';

// After a move, copy and original lead to each other, where somebody asks for it.

let folder = '';
let archive: Sample;
let target: MlflowEmulator;
let other: MlflowEmulator;
let gateway: Gateway;
const original = 'old/voice/speech/speech-1';
let copy = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-copies-'));
  const [sample] = neptune.demo;
  if (sample === undefined) throw new Error('no sample archive');
  archive = await sample.start();
  target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  other = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  const sources = {
    old: { tracker: 'neptune', ...archive.source },
    new: { tracker: 'mlflow', url: target.url },
  };
  await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
  for (const words of ['plan --from old --to new -o plan.json', 'run plan.json']) {
    // A slow machine is told on stderr how far it got.
    const { code } = await rungraph(['migrate', ...words.split(' ')], { cwd: folder });
    expect({ words, code }).toEqual({ words, code: 0 });
  }
  // A third source changes nothing: what is a copy is told by the target, whatever it was copied from.
  gateway = await assembleConfig({ ...sources, other: { tracker: 'mlflow', url: other.url } });
  const { data } = await gateway.execute('{ runs(sources: ["new"], first: 50) { nodes { ref native } } }');
  const found = listAt(data, 'runs', 'nodes').find((run) => JSON.stringify(run).includes(`"${original}"`));
  copy = String(at(found, 'ref'));
  expect(copy).toMatch(/^new\//);
});

afterAll(async () => {
  await gateway.close();
  await archive.close();
  await target.close();
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

async function lineage(of: string, args: string, rights = everything) {
  const document = `{ lineage(of: "${of}", ${args}) {
    nodes { ... on Run { ref id } } edges { kind from to evidence } complete reports { source { name } state message } } }`;
  const { data, errors } = await gateway.execute(document, {}, { rights });
  expect(errors).toBeUndefined();
  const nodes = listAt(data, 'lineage', 'nodes');
  const refOf = (id: unknown): unknown =>
    at(
      nodes.find((node) => at(node, 'id') === id),
      'ref',
    );
  return {
    refs: nodes.map((node) => at(node, 'ref')),
    edges: listAt(data, 'lineage', 'edges').map((edge) => [
      at(edge, 'kind'),
      refOf(at(edge, 'from')),
      refOf(at(edge, 'to')),
    ]),
    complete: at(data, 'lineage', 'complete'),
    reports: listAt(data, 'lineage', 'reports'),
  };
}

test.each([
  ['UPSTREAM', 1],
  // The original is asked for its copies as well.
  ['BOTH', 2],
])('%s from a copy to its original', async (direction, most) => {
  const told = await lineage(copy, `kinds: [COPY_OF], direction: ${direction}`);
  expect(told).toMatchObject({ refs: [copy, original], edges: [['COPY_OF', copy, original]], complete: true });
  const before = target.requests.length;
  await lineage(copy, `kinds: [COPY_OF], direction: ${direction}, depth: 1`);
  const searches = target.requests.slice(before).filter(({ path }) => path.endsWith('/runs/search'));
  expect(searches).toHaveLength(most);
});

test.each([
  ['DOWNSTREAM', 1],
  // The copy is asked for its original as well.
  ['BOTH', 2],
])('%s from an original to its copy', async (direction, most) => {
  const told = await lineage(original, `kinds: [COPY_OF], direction: ${direction}`);
  const before = target.requests.length;
  expect(told).toMatchObject({ refs: [original, copy], edges: [['COPY_OF', copy, original]], complete: true });
  await lineage(original, `kinds: [COPY_OF], direction: ${direction}, depth: 1`);
  const searches = target.requests.slice(before).filter(({ path }) => path.endsWith('/runs/search'));
  expect(searches).toHaveLength(most);
});

test.each([
  ['the other way there is nothing', 'kinds: [COPY_OF], direction: UPSTREAM'],
  ['nobody asks for it', 'kinds: [CHILD_OF]'],
  ['no kinds are asked for', 'depth: 1'],
])('it is not walked where %s', async (_when, args) => {
  const before = target.requests.length;
  const { edges } = await lineage(original, args);
  expect(edges.filter(([kind]) => kind === 'COPY_OF')).toEqual([]);
  const searches = target.requests.slice(before).filter(({ path }) => path.endsWith('/runs/search'));
  expect(searches).toEqual([]);
});

test('callers who may not write there are told that copies are not told', async () => {
  const told = await lineage(original, 'kinds: [COPY_OF]', rightsOf(['read:*/*']));
  expect(told).toMatchObject({ refs: [original], edges: [], complete: false });
  expect(told.reports).toContainEqual({
    source: { name: 'new' },
    state: 'PARTIAL',
    message: 'Copies are told to callers who may write all of this source.',
  });
});

test('a copy whose original may not be read has none', async () => {
  const told = await lineage(copy, 'kinds: [COPY_OF]', rightsOf(['read:new/*', 'write:new/*', 'read:old/nothing']));
  expect(told).toMatchObject({ refs: [copy], edges: [] });
  expect(JSON.stringify(told)).not.toContain('speech-1');
});
