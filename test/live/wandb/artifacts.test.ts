import { createHash } from 'node:crypto';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { Emulator } from '../../../src/contract/tracker.ts';
import { openAdapter } from '../../adapters/wandb/open-adapter.ts';
import { linksOf, listAll, readFiles } from '../../adapters/wandb/read-artifacts.ts';
import { bareRecording, type Recording } from './recordings.ts';
import { openSdk, type Sdk } from './sdk.ts';
import { told, type Told, type ToldRun } from './told.ts';

// The real SDK logs and uses artifacts by way of the emulator, and reads back what it wrote; so does the adapter.

const files = [
  ['train/a.csv', 'x,y\n1,2\n'],
  ['école.txt', 'straße'],
] as const;
const bucket = 'hdfs://cluster/raw.bin';
const data = { name: 'digits', type: 'dataset', metadata: { rows: 2, split: 'train' } } as const;
const model = { name: 'net', type: 'model', files: [['weights.txt', 'w']], aliases: ['best'] } as const;

const recordings: readonly Recording[] = [
  {
    ...bareRecording('maker'),
    artifacts: [
      { ...data, files, references: [['raw.bin', bucket]], aliases: ['first'] },
      { ...data, files: [...files, ['more.txt', 'more']], aliases: [] },
    ],
  },
  {
    ...bareRecording('reader'),
    files: [['notes/a.md', '# a\n']],
    uses: ['digits:first', 'digits:latest'],
    artifacts: [{ ...model, links: ['shelf', 'wandb-registry-model/reader'] }],
  },
  { ...bareRecording('again'), uses: ['digits:v0'], artifacts: [{ ...model, aliases: [] }] },
];

let emulator: Emulator | undefined;
let sdk: Sdk | undefined;
let projects: Told = [];
let versions: unknown;
let adapter: Adapter | undefined;

beforeAll(async () => {
  emulator = await wandb.emulate?.({ port: 0, empty: true });
  sdk = openSdk(emulator?.url ?? '');
  await sdk.record(recordings);
  projects = told.parse(await sdk.run('read.py', ['harvest-lab']));
  versions = await sdk.run('artifacts.py', ['harvest-lab/demo']);
  adapter = openAdapter({ ...emulator?.source });
});

afterAll(async () => {
  await adapter?.close();
  sdk?.remove();
  await emulator?.close();
});

const run = (id: string): ToldRun | undefined => projects[0]?.runs.find((one) => one.id === id);
const namesOf = (list: ToldRun['logged'] | undefined) => list?.map(({ name }) => name);

test('what runs logged and used is theirs, by name and version', () => {
  // What was logged before is the version that is there already.
  expect([namesOf(run('maker')?.logged)?.sort(), namesOf(run('reader')?.logged)]).toEqual([
    ['digits:v0', 'digits:v1'],
    ['net:v0'],
  ]);
  expect([namesOf(run('reader')?.used)?.sort(), namesOf(run('again')?.used)]).toEqual([
    ['digits:v0', 'digits:v1'],
    ['digits:v0'],
  ]);
});

test('an artifact has its metadata, its entries and the digest of its manifest', () => {
  const first = run('maker')?.logged.find(({ version }) => version === 'v0');
  const md5 = (text: string) => createHash('md5').update(text);
  expect(first?.metadata).toEqual({ rows: 2, split: 'train' });
  const entries = files.map(([path, text]) => [path, [md5(text).digest('base64'), Buffer.byteLength(text), null]]);
  expect(first?.entries).toEqual({ ...Object.fromEntries(entries), 'raw.bin': [expect.any(String), 0, bucket] });
  const lines = Object.entries(first?.entries ?? {}).map(([path, [digest]]) => `${path}:${digest}\n`);
  expect(first?.digest).toBe(md5(['wandb-artifact-manifest-v1\n', ...lines.sort()].join('')).digest('hex'));
});

test('versions have aliases, maker, users, and files byte for byte', () => {
  const texts = Object.fromEntries(files);
  const sizes = files.map(([path, text]) => [path, Buffer.byteLength(text)]).sort();
  const net = { version: 'v0', maker: 'reader', users: [], texts: { 'weights.txt': 'w' }, files: [['weights.txt', 1]] };
  expect(versions).toEqual({
    'dataset digits': [
      {
        version: 'v1',
        aliases: ['latest'],
        maker: 'maker',
        users: ['reader'],
        texts: { ...texts, 'more.txt': 'more' },
        files: [['more.txt', 4], ...sizes],
      },
      { version: 'v0', aliases: ['first'], maker: 'maker', users: ['again', 'reader'], texts, files: sizes },
    ],
    'model net': [{ ...net, aliases: ['best', 'latest'] }],
    registry: [['wandb-registry-model', 'reader', 'v0', 'net:v0', ['latest']]],
    'model shelf': [{ ...net, aliases: ['latest'] }],
  });
});

const idOf = (name: string): string => `harvest-lab/demo/${name}`;
const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

test('every version that the adapter reads is what the SDK reads, file for file', async () => {
  const told = new Map(projects[0]?.runs.flatMap(({ logged }) => logged).map((one) => [idOf(one.name), one]));
  const listed = await listAll(adapter, 3);
  const found = listed.filter(({ type }) => type !== 'FILES');
  expect(found.map(({ nativeId }) => nativeId).sort()).toEqual([...told.keys()].sort());
  for (const { nativeId, ...artifact } of found) {
    const { type = '', version = '', digest, size, metadata = {}, entries = {} } = told.get(nativeId) ?? {};
    expect(artifact).toMatchObject({ nativeType: type, version, sizeBytes: size, type: type.toUpperCase() });
    expect(artifact.digest).toEqual({ algorithm: 'wandb-manifest-md5', value: digest });
    expect(artifact.metadata ?? {}).toEqual(metadata);
    const rows = Object.entries(entries).map(([path, [md5, bytes, ref]]) => [
      path,
      bytes,
      ref === null ? hexOf(md5) : null,
    ]);
    const files = await readFiles(adapter, nativeId);
    expect(files.map(({ path, sizeBytes, digest: own }) => [path, sizeBytes, own?.value ?? null])).toEqual(rows.sort());
  }
  const texts = Object.fromEntries((await readFiles(adapter, idOf('digits:v0'))).map(({ path, text }) => [path, text]));
  expect(texts).toEqual({ ...Object.fromEntries(files), 'raw.bin': `UNSUPPORTED ${bucket}` });
  expect(listed.map(({ nativeId, aliases }) => [nativeId, aliases])).toEqual(
    expect.arrayContaining([
      [idOf('digits:v0'), ['first']],
      [idOf('digits:v1'), ['latest']],
      [idOf('net:v0'), ['best', 'latest']],
    ]),
  );
});

test('the links that the adapter reads are what runs logged and used', async () => {
  const ids = ['maker', 'reader', 'again'];
  const expected = ids.flatMap((id) => [
    ...(run(id)?.used ?? []).map(({ name }) => `${idOf(id)} USED ${idOf(name)}`),
    ...(run(id)?.logged ?? []).map(({ name }) => `${idOf(id)} PRODUCED ${idOf(name)}`),
    `${idOf(id)} PRODUCED ${idOf(id)}/files`,
  ]);
  const nodes = ids.map((id) => ({ kind: 'Run', nativeId: idOf(id) }) as const);
  expect((await linksOf(adapter, nodes)).sort()).toEqual(expected.sort());
  const artifacts = ['digits:v0', 'digits:v1', 'net:v0'].map(
    (name) => ({ kind: 'Artifact', nativeId: idOf(name) }) as const,
  );
  const version = 'harvest-org/wandb-registry-model/reader:v0';
  const own = expected.filter((link) => !link.endsWith('/files'));
  expect((await linksOf(adapter, artifacts)).sort()).toEqual(
    [...own, `${idOf('net:v0')} REGISTERED_AS ${version}`].sort(),
  );
  expect(await linksOf(adapter, [{ kind: 'ModelVersion', nativeId: version }])).toEqual([
    `${idOf('net:v0')} REGISTERED_AS ${version}`,
  ]);
});

test('files that runs saved are what the SDK reads', async () => {
  for (const id of ['maker', 'reader', 'again']) {
    const rows = (run(id)?.files ?? []).map(([path, size, md5]) => [path, size, hexOf(md5)]);
    const found = await readFiles(adapter, `${idOf(id)}/files`);
    expect(found.map(({ path, sizeBytes, digest }) => [path, sizeBytes, digest?.value])).toEqual(rows.sort());
    if (id === 'reader') expect(found).toContainEqual(expect.objectContaining({ path: 'notes/a.md', text: '# a\n' }));
  }
});
