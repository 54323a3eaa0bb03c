import { createHash } from 'node:crypto';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Emulator } from '../../../src/contract/tracker.ts';
import { bareRecording, type Recording } from './recordings.ts';
import { openSdk, type Sdk } from './sdk.ts';
import { told, type Told, type ToldRun } from './told.ts';

// The real SDK logs and uses artifacts by way of the emulator, and reads back what it wrote.

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
  { ...bareRecording('reader'), uses: ['digits:first', 'digits:latest'], artifacts: [{ ...model, links: ['shelf', 'wandb-registry-model/reader'] }] },
  { ...bareRecording('again'), uses: ['digits:v0'], artifacts: [{ ...model, aliases: [] }] },
];

let emulator: Emulator | undefined;
let sdk: Sdk | undefined;
let projects: Told = [];
let versions: unknown;

beforeAll(async () => {
  emulator = await wandb.emulate?.({ port: 0, empty: true });
  sdk = openSdk(emulator?.url ?? '');
  await sdk.record(recordings);
  projects = told.parse(await sdk.run('read.py', ['harvest-lab']));
  versions = await sdk.run('artifacts.py', ['harvest-lab/demo']);
}, 120_000);

afterAll(async () => {
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
