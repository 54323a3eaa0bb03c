import { fileURLToPath } from 'node:url';
import { artifactHash } from '../../../adapters/neptune/artifacts/tracked-files.ts';
import { parseArtifactId } from '../../../adapters/neptune/artifacts/artifact-ids.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openQuestions, type Questions } from './artifact-questions.ts';

// What the samples of both lines hold beside numbers, which went through the exporter's own code.

const fixture = (line: string) => {
  const folder = fileURLToPath(new URL(`fixtures/${line}`, import.meta.url));
  return { path: `${folder}/data`, filesPath: `${folder}/files` };
};

let two: Questions;
let three: Questions;
beforeAll(async () => {
  two = await openQuestions(fixture('neptune2'));
  three = await openQuestions(fixture('neptune3'));
});
afterAll(async () => {
  await two.close();
  await three.close();
});

const paths = async (questions: Questions, id: string | undefined): Promise<unknown> =>
  (await questions.files(id)).nodes.map((file) => [at(file, 'path'), at(file, 'sizeBytes'), at(file, 'contentType')]);

test('a run of 3.x: its files are one artifact by attribute, a file series and other series one each', async () => {
  const held = await three.held('acme/llm/base.run');
  expect([...held.keys()].sort()).toEqual(['files', 'grad/hist', 'runtime/stdout', 'samples']);
  expect(await paths(three, held.get('files'))).toEqual([['ckpt/model.v1.txt', 3, 'text/plain']]);
  expect(await paths(three, held.get('samples'))).toEqual([
    ['step_0.png', expect.any(Number), 'image/png'],
    ['step_1.png', expect.any(Number), 'image/png'],
  ]);
  expect((await three.read(held.get('files'), 'ckpt/model.v1.txt')).bytes).toHaveLength(3);
});

test('series of texts and histograms are lines of JSON', async () => {
  const held = await three.held('acme/llm/base.run');
  const lines = async (name: string): Promise<unknown[]> => {
    const { bytes, contentType } = await three.read(held.get(name), 'points.jsonl');
    expect(contentType).toBe('application/jsonl');
    return String(bytes)
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  };
  expect(await lines('runtime/stdout')).toEqual([
    { step: 0, timestamp: 1748772000123, value: 'hello' },
    { step: 1, timestamp: 1748772000124, value: '' },
  ]);
  expect(await lines('grad/hist')).toEqual([
    { step: 0, timestamp: 1748772000123, value: { type: 'COUNTING', edges: [0, 1, 2], values: [3, 4] } },
  ]);
});

test('a run of 2.x: a file without an ending tells its type by its first bytes, a series has the place of each file', async () => {
  const held = await two.held('acme/vision/VIS-7');
  expect([...held.keys()].sort()).toEqual(['files', 'monitoring/0f73ff58/stdout', 'preds', 'source_code/files']);
  expect(await paths(two, held.get('files'))).toEqual([['model/weights', expect.any(Number), null]]);
  expect(await paths(two, held.get('preds'))).toEqual([
    ['0.png', expect.any(Number), 'image/png'],
    ['1.png', expect.any(Number), 'image/png'],
  ]);
});

test('a file set is listed from its zip, and read from it', async () => {
  const set = (await two.held('acme/vision/VIS-7')).get('source_code/files');
  expect(await paths(two, set)).toEqual([['train.py', 8, null]]);
  expect((await two.read(set, 'train.py')).bytes).toHaveLength(8);
});

test('tracked data has the hash that Neptune gave it, its files their own, and none of their bytes', async () => {
  const selection = 'name type version uri sizeBytes digest { algorithm value } usedBy { nodes { nativeId } }';
  const { data } = await two.gateway.execute(`{ artifacts(filter: { type: DATASET }) { nodes { id ${selection} } } }`);
  const [node] = listAt(data, 'artifacts', 'nodes');
  // By the client's own FileHasher (neptune 1.14.0).
  const value = 'fb3432d099ec8c19be2a70d0989de378e933afe8800eaa2ecd2deb320ce99279';
  expect(node).toMatchObject({
    name: 'data/train',
    type: 'DATASET',
    version: value,
    uri: 'file:///d/a.csv',
    sizeBytes: 3,
    digest: { algorithm: 'neptune', value },
    usedBy: { nodes: [{ nativeId: 'acme/vision/VIS-7' }] },
  });
  const id = String(at(node, 'id'));
  expect((await two.files(id)).nodes).toMatchObject([
    { path: 'a.csv', sizeBytes: 3, digest: { algorithm: 'sha1', value: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' } },
  ]);
  await expect(two.read(id, 'a.csv')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

test('the hash counts code points, leaves out sizes that are not known, and takes files in the order of their paths', () => {
  // By the client's own FileHasher (neptune 1.14.0).
  const files = [
    { filePath: 'zé/😀.bin', fileHash: 'e1', type: 'S3', size: 2 ** 40 },
    { filePath: 'a.csv', fileHash: 'e2', type: 'Local', size: 0 },
    { filePath: 'b', fileHash: 'e3', type: 'S3', size: null },
  ];
  expect(artifactHash(files)).toBe('4f2d82c7fd9e72f5851999d671b53015c0f545cacb33aa1b6dc9bbed2546dc4e');
});

test('the digest of data finds it, and its lineage leads to the run', async () => {
  const digest = 'fb3432d099ec8c19be2a70d0989de378e933afe8800eaa2ecd2deb320ce99279';
  const { data } = await two.gateway.execute(`{ artifacts(filter: { digest: "${digest}" }) { nodes { id name } } }`);
  const [node] = listAt(data, 'artifacts', 'nodes');
  const { data: walked } = await two.gateway.execute(
    `query ($of: ID!) { lineage(of: $of, direction: DOWNSTREAM, depth: 1) { nodes { ... on Run { nativeId } } edges { kind } } }`,
    { of: at(node, 'id') },
  );
  expect(at(walked, 'lineage')).toMatchObject({ edges: [{ kind: 'USED' }] });
  expect(JSON.stringify(walked)).toContain('acme/vision/VIS-7');
});

test('a fork leads to the run that it was forked from, and back', async () => {
  const walk = async (run: string, direction: string): Promise<unknown> => {
    const { data, errors } = await three.gateway.execute(
      `{ lineage(of: "archive/acme/llm/${run}", direction: ${direction}, kinds: [FORKED_FROM]) {
        nodes { ... on Run { nativeId } } edges { kind } } }`,
    );
    expect(errors).toBeUndefined();
    return at(data, 'lineage');
  };
  const both = (first: string, second: string) => ({
    nodes: [{ nativeId: `acme/llm/${first}` }, { nativeId: `acme/llm/${second}` }],
    edges: [{ kind: 'FORKED_FROM' }],
  });
  expect(await walk('fork-run', 'UPSTREAM')).toEqual(both('fork-run', 'base.run'));
  expect(await walk('base.run', 'DOWNSTREAM')).toEqual(both('base.run', 'fork-run'));
});

test('every page size lists the same artifacts, each once', async () => {
  for (const questions of [two, three]) {
    const lists: unknown[][] = [];
    for (const first of [1, 2, 3, 100]) {
      const ids: unknown[] = [];
      let after: unknown = null;
      do {
        const { data } = await questions.gateway.execute(
          'query ($first: Int, $after: String) { artifacts(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
          { first, after },
        );
        ids.push(...listAt(data, 'artifacts', 'nodes').map((node) => at(node, 'id')));
        const more = at(data, 'artifacts', 'pageInfo', 'hasNextPage') === true;
        after = more ? at(data, 'artifacts', 'pageInfo', 'endCursor') : null;
      } while (after !== null);
      expect(new Set(ids).size).toBe(ids.length);
      lists.push(ids);
    }
    expect(lists.every((list) => JSON.stringify(list) === JSON.stringify(lists[0]))).toBe(true);
  }
});

test('an id is spelt in one way', () => {
  expect(parseArtifactId('runs/a%2Fb%2Fc/files')).toEqual({ kind: 'files', scope: 'runs', ownerId: 'a/b/c', path: '' });
  for (const id of ['runs/a/files/', 'runs/a%2fb/files', 'runs/a/nosuch', 'datasets/a', '%', 'runs/a/file_set/x/y']) {
    expect(parseArtifactId(id) === undefined || id === 'datasets/a').toBe(true);
  }
});
