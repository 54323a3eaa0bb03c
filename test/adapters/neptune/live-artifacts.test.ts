import { text } from 'node:stream/consumers';
import type { StoredAttribute } from '../../../adapters/neptune/emulator/world.ts';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { dataOf, fileOf, openServer, runOf, start, type OpenServer } from './server.ts';

// What the canonical data set has none of: sets of files, images, series of texts, histograms and files.

let server: OpenServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const pointsOf = <T>(...values: readonly T[]) =>
  values.map((value, index) => ({ step: index * 2, timestampMillis: start + index, value }));

const texts: StoredAttribute = { type: 'stringSeries', points: pointsOf('first', 'second') };
const held = {
  '2.x': new Map<string, StoredAttribute>([
    [
      'source',
      {
        type: 'fileSet',
        files: [fileOf('main.py', 'print()'), fileOf('lib/a b.py', 'pass'), fileOf('lib/x/y.py', '')],
      },
    ],
    ['shots', { type: 'imageSeries', images: [fileOf('', 'png 0', 'image/png'), fileOf('', 'png 1', 'image/png')] }],
    ['log', texts],
  ]),
  '3.x': new Map<string, StoredAttribute>([
    [
      'shots',
      {
        type: 'fileRefSeries',
        points: pointsOf(fileOf('s/0', 'png 0', 'image/png'), fileOf('s/1', 'png 1', 'image/png')),
      },
    ],
    ['log', texts],
    [
      'weights',
      { type: 'histogramSeries', points: pointsOf({ type: 'COUNTING' as const, edges: [0, 1, 2], values: [3, 4] }) },
    ],
  ]),
};

async function opened(line: '2.x' | '3.x'): Promise<OpenServer> {
  return (server = await openServer({ line, data: dataOf([runOf('a')]), holdings: new Map([['a', held[line]]]) }));
}

async function artifactsOf(open: OpenServer) {
  const nodes = listAt(await open.ask('{ artifacts { nodes { id nativeId name type } } }'), 'artifacts', 'nodes');
  return new Map(nodes.map((node) => [String(at(node, 'name')), node]));
}

async function filesOf(open: OpenServer, artifact: unknown, recursive = true): Promise<readonly unknown[]> {
  const asked = `{ artifact(id: "${String(at(artifact, 'id'))}") { files(recursive: ${String(recursive)}) { nodes { path sizeBytes } reports { state } } } }`;
  const { artifact: found } = (await open.ask(asked)) as { artifact: unknown };
  return listAt(found, 'files', 'nodes');
}

async function read(open: OpenServer, artifact: unknown, path: string): Promise<string> {
  const request = { artifactId: String(at(artifact, 'nativeId')), path, range: null };
  const file = await openDownload(quietScope(), open.target.source, request);
  if ('outOfRange' in file) throw new Error(path);
  return text(file.body);
}

test('A FILE SET of 2.x is a tree, and its files are read one by one', async () => {
  const open = await opened('2.x');
  const set = (await artifactsOf(open)).get('source');
  expect(set).toMatchObject({ type: 'FILES' });
  expect(await filesOf(open, set)).toEqual([
    { path: 'lib/a b.py', sizeBytes: 4 },
    { path: 'lib/x/y.py', sizeBytes: 0 },
    { path: 'main.py', sizeBytes: 7 },
  ]);
  expect(await filesOf(open, set, false)).toEqual([
    { path: 'lib', sizeBytes: null },
    { path: 'main.py', sizeBytes: 7 },
  ]);
  expect(await read(open, set, 'lib/a b.py')).toBe('pass');
  await expect(read(open, set, 'lib')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  await expect(read(open, set, 'lib/nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('IMAGES of 2.x are files by their place', async () => {
  const open = await opened('2.x');
  const shots = (await artifactsOf(open)).get('shots');
  expect(shots).toMatchObject({ type: 'MEDIA' });
  expect(await filesOf(open, shots)).toEqual([
    { path: '0', sizeBytes: null },
    { path: '1', sizeBytes: null },
  ]);
  expect(await read(open, shots, '1')).toBe('png 1');
});

test('A SERIES OF FILES of 3.x is files by their step', async () => {
  const open = await opened('3.x');
  const shots = (await artifactsOf(open)).get('shots');
  expect(shots).toMatchObject({ type: 'MEDIA' });
  expect(await filesOf(open, shots)).toEqual([
    { path: 'step_0.png', sizeBytes: 5 },
    { path: 'step_2.png', sizeBytes: 5 },
  ]);
  expect(await read(open, shots, 'step_2.png')).toBe('png 1');
});

test.each(['2.x', '3.x'] as const)('A SERIES OF TEXTS of %s is lines of JSON', async (line) => {
  const open = await opened(line);
  const lines = await read(open, (await artifactsOf(open)).get('log'), 'points.jsonl');
  expect(lines).toBe(
    `{"step":0,"timestamp":${String(start)},"value":"first"}\n{"step":2,"timestamp":${String(start + 1)},"value":"second"}\n`,
  );
});

test('A SERIES OF HISTOGRAMS of 3.x is lines of JSON', async () => {
  const open = await opened('3.x');
  const lines = await read(open, (await artifactsOf(open)).get('weights'), 'points.jsonl');
  expect(JSON.parse(lines)).toEqual({
    step: 0,
    timestamp: start,
    value: { type: 'COUNTING', edges: [0, 1, 2], values: [3, 4] },
  });
});

test('A NAME THAT LEADS OUT of a file set is refused', async () => {
  const files = [fileOf('..', 'x')];
  const holdings = new Map([['a', new Map<string, StoredAttribute>([['source', { type: 'fileSet', files }]])]]);
  const open = (server = await openServer({ line: '2.x', data: dataOf([runOf('a')]), holdings }));
  const set = (await artifactsOf(open)).get('source');
  const asked = `{ artifact(id: "${String(at(set, 'id'))}") { files { nodes { path } reports { state code } } } }`;
  expect(at(await open.ask(asked), 'artifact', 'files')).toMatchObject({ nodes: [], reports: [{ code: 'PROTOCOL' }] });
});

test('PAGES OF ARTIFACTS: each once, one at a time', async () => {
  const open = await opened('2.x');
  const seen: unknown[] = [];
  let after: unknown = null;
  do {
    const page = at(
      await open.ask(
        `{ artifacts(first: 1, after: ${JSON.stringify(after)}) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
      ),
      'artifacts',
    );
    seen.push(...listAt(page, 'nodes').map((node) => at(node, 'name')));
    after = at(page, 'pageInfo', 'hasNextPage') === true ? at(page, 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  expect(seen.sort()).toEqual(['log', 'shots', 'source']);
});

test.each(['2.x', '3.x'] as const)('THE RUNS OF A PROJECT OF %s WITHOUT FILES are not read', async (line) => {
  const open = (server = await openServer({ line, data: dataOf([runOf('a')]) }));
  await open.ask('{ artifacts(filter: { type: FILES }) { nodes { name } } }');
  expect(open.emulator.requests.filter((one) => /attributes\/(search|definitions)/.test(one))).toHaveLength(1);
  expect(open.emulator.requests.filter((one) => /entries\/search.*type=run(&|$)/.test(one))).toHaveLength(0);
});

test('THE MODEL REGISTRY of 2.x: models with their versions, newest first, and the files of a version', async () => {
  const named = (name: string, ...more: readonly (readonly [string, StoredAttribute])[]) =>
    new Map<string, StoredAttribute>([
      ['sys/name', { type: 'string', value: name }],
      ['sys/creation_time', { type: 'datetime', value: start }],
      ...more,
    ]);
  const of: readonly [string, StoredAttribute] = ['sys/model_id', { type: 'string', value: 'P0-NET' }];
  const stage: readonly [string, StoredAttribute] = ['sys/stage', { type: 'string', value: 'production' }];
  const weights = { type: 'file', name: 'weights', ext: 'pt', content: Buffer.from('w') } as const;
  const registry = new Map([
    ['P0-NET', named('net')],
    ['P0-OLD', named('old')],
    ['P0-NET-2', named('', of, stage, ['weights', weights])],
    ['P0-NET-10', named('', of)],
  ]);
  const open = (server = await openServer({ line: '2.x', data: dataOf([runOf('a')]), registry }));
  const versions = 'versions { nodes { version stage artifact { name type files { nodes { path } } } } }';
  const page = at(
    await open.ask(`{ models(first: 1) { nodes { name nativeId ${versions} } pageInfo { hasNextPage } } }`),
    'models',
  );
  expect(page).toEqual({
    nodes: [
      {
        name: 'net',
        nativeId: 'acme/vision/P0-NET',
        versions: {
          nodes: [
            { version: '10', stage: null, artifact: null },
            {
              version: '2',
              stage: 'production',
              artifact: { name: 'files', type: 'FILES', files: { nodes: [{ path: 'weights' }] } },
            },
          ],
        },
      },
    ],
    pageInfo: { hasNextPage: true },
  });
  expect(
    await open.ask('{ models(search: "OLD") { nodes { name } } model(id: "live/acme/vision/P0-OLD") { name } }'),
  ).toEqual({
    models: { nodes: [{ name: 'old' }] },
    model: { name: 'old' },
  });
});

test('THE MODEL REGISTRY of 3.x is UNSUPPORTED, and no empty list', async () => {
  const open = await opened('3.x');
  expect(await open.ask('{ models { nodes { name } reports { state code } } }')).toMatchObject({
    models: { nodes: [], reports: [{ code: 'UNSUPPORTED' }] },
  });
});
