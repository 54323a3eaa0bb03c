import { buffer, text } from 'node:stream/consumers';
import { Float } from '../../../adapters/aim/emulator/encode-tree.ts';
import { startAimEmulator, type AimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { decodeId } from '../../../src/graphql/ids.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { openAimTarget } from './open-target.ts';

// What runs tracked beside metrics, over the emulator; test/live/aim/artifacts.test.ts reads a real server.

const data: SampleData = {
  projects: [{ name: 'lab', description: null, createdAt: 0 }],
  runs: Array.from({ length: 25 }, (_run, index) =>
    plainRun({
      key: `r${index}`,
      project: 'lab',
      name: `r${index}`,
      startedAt: index * 1000,
      endedAt: 60_000,
      archived: index === 3,
      files: index === 24 ? [{ path: 'model/weights é.bin', content: 'not served' }] : [],
    }),
  ),
};
const image = (text: string) => ({ format: 'png', blob: Buffer.from(text) });

let emulator: AimEmulator | undefined;
let target: OpenTarget | undefined;
beforeAll(async () => {
  emulator = await startAimEmulator({
    port: 0,
    data,
    tracked: (key) => {
      if (key !== 'r24') return {};
      return {
        logs: Array.from({ length: 300 }, (_line, index) => `line ${index} é`),
        logRecords: Array.from({ length: 300 }, (_record, index) => {
          const args = index === 0 ? { big: 2n ** 60n + 1n, loss: new Float(Number.NaN) } : null;
          return { message: `step ${index}\nof many`, level: 'INFO' as const, time: 0.5 + index, args };
        }),
        sequences: [
          // Step 3 was tracked before step 0.
          {
            kind: 'images',
            name: 'samples',
            context: { subset: 'val' },
            records: [
              [3, [image('three'), image('three and a half')]],
              [0, [image('zero')]],
            ],
          },
          { kind: 'images', name: 'samples', context: {}, records: [[1, [image('one')]]] },
          { kind: 'texts', name: 'words/a?b', context: {}, records: [[2, [{ text: 'é\n' }, { text: '' }]]] },
          { kind: 'audios', name: 'beep', context: {}, records: [[0, [{ format: 'wav', blob: Buffer.from('RIFF') }]]] },
          { kind: 'figures', name: 'plot', context: {}, records: [[5, [{ text: '{"data":[]}' }]]] },
          {
            kind: 'distributions',
            name: 'weights',
            context: { layer: 2 },
            records: Array.from(
              { length: 120 },
              (_step, step) => [step, [{ range: [0, 1], weights: [1, step] }]] as const,
            ),
          },
        ],
      };
    },
  });
  target = await openAimTarget(emulator.url, 'lab', emulator.runIds, () => Promise.resolve());
});
afterAll(async () => {
  await target?.close();
  await emulator?.close();
});

const hash = (key: string): string => emulator?.runIds.get(key) ?? '';

async function ask(document: string, variables = {}): Promise<unknown> {
  const { data: answer, errors } = (await target?.gateway.execute(document, variables)) ?? {};
  expect(errors).toBeUndefined();
  return answer;
}

async function made(): Promise<ReadonlyMap<string, string>> {
  const answer = await ask(`{ run(id: "lab/${hash('r24')}") { produced { nodes { id name metadata } } } }`);
  const nodes = listAt(at(answer, 'run'), 'produced', 'nodes');
  return new Map(
    nodes.map((node) => [
      `${String(at(node, 'name'))} ${JSON.stringify(at(node, 'metadata'))}`,
      String(at(node, 'id')),
    ]),
  );
}

async function files(id: string | undefined, more = 'recursive: true'): Promise<readonly unknown[]> {
  const selection = 'nodes { path isDirectory sizeBytes contentType } reports { state code }';
  return listAt(
    await ask(`query ($id: ID!) { artifact(id: $id) { files(first: 1000, ${more}) { ${selection} } } }`, { id }),
    'artifact',
    'files',
    'nodes',
  );
}

async function open(id: string | undefined, path: string, range: { from: number; to: number | null } | null = null) {
  if (target === undefined) throw new Error('not open');
  return openDownload(quietScope(), target.source, { artifactId: decodeId(id ?? '').nativeId, path, range });
}

async function content(id: string | undefined, path: string): Promise<string> {
  const file = await open(id, path);
  return 'outOfRange' in file ? 'out of range' : text(file.body);
}

test('a run has an artifact for each name and context, its logs, and what it stored elsewhere', async () => {
  const selection = 'name type nativeType uri metadata producedBy { nativeId } project { name }';
  const answer = await ask(`{ run(id: "lab/${hash('r24')}") { produced { nodes { ${selection} } } } }`);
  const rows = listAt(at(answer, 'run'), 'produced', 'nodes').map((node) => {
    expect([at(node, 'producedBy', 'nativeId'), at(node, 'project', 'name')]).toEqual([hash('r24'), 'lab']);
    return ['name', 'type', 'nativeType', 'uri', 'metadata'].map((field) => at(node, field));
  });
  expect(rows).toEqual([
    ['beep', 'MEDIA', 'audios', null, { context: {} }],
    ['weights', 'TABLE', 'distributions', null, { context: { layer: 2 } }],
    ['plot', 'MEDIA', 'figures', null, { context: {} }],
    ['samples', 'MEDIA', 'images', null, { context: {} }],
    ['samples', 'MEDIA', 'images', null, { context: { subset: 'val' } }],
    ['logs', 'FILES', 'logs', null, null],
    [
      'model/weights é.bin',
      'FILES',
      'artifact',
      `s3://artifacts.example.com/${hash('r24')}/model/weights é.bin`,
      { path: '/srv/model/weights é.bin' },
    ],
    ['words/a?b', 'TABLE', 'texts', null, { context: {} }],
  ]);
});

test('FIRST TRACKED IS NOT LEAST: files of a sequence begin at its least step', async () => {
  const id = (await made()).get('samples {"context":{"subset":"val"}}');
  const png = { isDirectory: false, sizeBytes: null, contentType: 'image/png' };
  expect(await files(id)).toEqual(['0/0.png', '3/0.png', '3/1.png'].map((path) => ({ path, ...png })));
  const folder = { isDirectory: true, sizeBytes: null, contentType: null };
  expect(await files(id, 'path: ""')).toEqual(['0', '3'].map((path) => ({ path, ...folder })));
  expect(await files(id, 'path: "3"')).toHaveLength(2);
  expect([await content(id, '0/0.png'), await content(id, '3/1.png')]).toEqual(['zero', 'three and a half']);
  const part = await open(id, '3/1.png', { from: 6, to: 8 });
  expect('outOfRange' in part ? part : [part.range, await text(part.body)]).toEqual([{ from: 6, to: 8 }, 'and']);
});

test('texts, audios, figures and distributions are files too, and no record is SAMPLED away', async () => {
  const ids = await made();
  const words = ids.get('words/a?b {"context":{}}');
  expect(await files(words)).toEqual([
    { path: '2/0.txt', isDirectory: false, sizeBytes: 3, contentType: 'text/plain' },
    { path: '2/1.txt', isDirectory: false, sizeBytes: 0, contentType: 'text/plain' },
  ]);
  expect([await content(words, '2/0.txt'), await content(words, '2/1.txt')]).toEqual(['é\n', '']);
  expect(await content(ids.get('beep {"context":{}}'), '0/0.wav')).toBe('RIFF');
  expect(await content(ids.get('plot {"context":{}}'), '5.json')).toBe('{"data":[]}');
  const weights = ids.get('weights {"context":{"layer":2}}');
  expect(await files(weights)).toHaveLength(120);
  expect(JSON.parse(await content(weights, '7.json'))).toEqual({ bin_count: 2, range: [0, 1], weights: [1, 7] });
});

test('THE LAST 200 LINES are what the server sends unasked; logs.txt holds all of them', async () => {
  const id = (await made()).get('logs null');
  expect(await files(id)).toEqual([
    { path: 'logs.txt', isDirectory: false, sizeBytes: null, contentType: 'text/plain' },
    { path: 'records.jsonl', isDirectory: false, sizeBytes: null, contentType: 'application/x-ndjson' },
  ]);
  const file = await open(id, 'logs.txt');
  if ('outOfRange' in file) throw new Error('out of range');
  const lines = (await buffer(file.body)).toString().split('\n');
  expect([lines.length, lines[0], lines[299], lines[300]]).toEqual([301, 'line 0 é', 'line 299 é', '']);
});

test('LOG RECORDS are a line of JSON each, all of them, without what the notifier made of them', async () => {
  const lines = (await content((await made()).get('logs null'), 'records.jsonl')).trimEnd().split('\n');
  expect(lines).toHaveLength(300);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    message: 'step 0\nof many',
    log_level: 'INFO',
    timestamp: 0.5,
    args: { big: '1152921504606846977', loss: 'NaN' },
  });
  expect(JSON.parse(lines[299] ?? '')).toMatchObject({ message: 'step 299\nof many', args: null });
});

test('a run that printed nothing has logs without files', async () => {
  const answer = await ask(`{ run(id: "lab/${hash('r0')}") { produced { nodes { id name } } } }`);
  const [logs, ...others] = listAt(at(answer, 'run'), 'produced', 'nodes');
  expect(others).toEqual([]);
  expect(await files(String(at(logs, 'id')))).toEqual([]);
  await expect(open(String(at(logs, 'id')), 'logs.txt')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('WHAT LIES ELSEWHERE is not served, and says so', async () => {
  const id = (await made()).get('model/weights é.bin {"path":"/srv/model/weights é.bin"}');
  const answer = await ask(
    'query ($id: ID!) { artifact(id: $id) { files { nodes { path } reports { state code message } } } }',
    { id },
  );
  expect(at(answer, 'artifact', 'files')).toMatchObject({
    nodes: [],
    reports: [{ state: 'SKIPPED', code: 'UNSUPPORTED', message: expect.stringContaining('uri') }],
  });
  await expect(open(id, 'weights é.bin')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

test('folders asked as files, files asked as folders and what is not there are coded errors', async () => {
  const id = (await made()).get('samples {"context":{"subset":"val"}}');
  const codeOf = async (path: string): Promise<unknown> => {
    const query = 'query ($id: ID!, $path: String) { artifact(id: $id) { files(path: $path) { reports { code } } } }';
    return at(await ask(query, { id, path }), 'artifact', 'files', 'reports', 0, 'code');
  };
  expect([await codeOf('3/0.png'), await codeOf('4'), await codeOf('nowhere')]).toEqual([
    'INVALID_QUERY',
    'NOT_FOUND',
    'NOT_FOUND',
  ]);
  await expect(open(id, '3')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  await expect(open(id, '03/0.png')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await open(id, '0/0.png', { from: 99, to: null })).toEqual({ outOfRange: true, sizeBytes: 4 });
  for (const native of ['nosuch', `runs/${hash('r24')}/images/none`, `runs/${hash('r24')}/images/%`, 'runs/../logs']) {
    const { errors } =
      (await target?.gateway.execute('query ($id: ID!) { artifact(id: $id) { name } }', { id: `lab/${native}` })) ?? {};
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
  }
});

test('artifacts are listed once each, page by page, without those of archived runs', async () => {
  const found: string[] = [];
  let after: unknown = null;
  do {
    const page = 'nodes { nativeId } pageInfo { hasNextPage endCursor }';
    const answer = await ask(`query ($after: String) { artifacts(first: 3, after: $after) { ${page} } }`, { after });
    found.push(...listAt(at(answer, 'artifacts'), 'nodes').map((node) => String(at(node, 'nativeId'))));
    after =
      at(answer, 'artifacts', 'pageInfo', 'hasNextPage') === true
        ? at(answer, 'artifacts', 'pageInfo', 'endCursor')
        : null;
  } while (after !== null);
  expect(found).toHaveLength(24 + 7);
  expect(new Set(found).size).toBe(found.length);
  expect(found.at(-1)).toBe(`runs/${hash('r0')}/logs`);
  expect(found).not.toContain(`runs/${hash('r3')}/logs`);
  const media = await ask('{ artifacts(filter: { type: MEDIA }) { nodes { name } } }');
  expect(listAt(at(media, 'artifacts'), 'nodes')).toHaveLength(4);
});

test('a list costs a call a page of runs and one a run; links of runs cost one a run', async () => {
  const before = emulator?.requests.length ?? 0;
  await ask('{ artifacts(first: 5) { nodes { name } } }');
  const asked = emulator?.requests.slice(before) ?? [];
  expect(asked.filter((path) => path.startsWith('/api/runs/search/run/'))).toHaveLength(1);
  expect(asked.filter((path) => path.includes('/info/')).length).toBeLessThanOrEqual(6);
});

test('lineage leads from a run to what it made, and back', async () => {
  const id = (await made()).get('plot {"context":{}}');
  const walk =
    'query ($of: ID!, $to: LineageDirection!) { lineage(of: $of, direction: $to, depth: 2) { nodes { ... on Run { nativeId } ... on Artifact { name } } edges { kind evidence } complete } }';
  expect(at(await ask(walk, { of: id, to: 'UPSTREAM' }), 'lineage')).toEqual({
    nodes: [{ name: 'plot' }, { nativeId: hash('r24') }],
    edges: [{ kind: 'PRODUCED', evidence: 'figures of the run' }],
    complete: true,
  });
  const down = await ask(walk, { of: `lab/${hash('r24')}`, to: 'DOWNSTREAM' });
  expect(listAt(at(down, 'lineage'), 'edges')).toHaveLength(8);
});
