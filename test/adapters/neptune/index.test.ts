import { readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openArchive } from './open-archive.ts';
import { created, header, openSandbox, point, text, type Sandbox } from './rows.ts';

// The index: kept outside the archive, believed only while its files are what they were, and all that a page needs.

let box: Sandbox;
const gateways: Gateway[] = [];
const file = (name: string): string => join(box.folder, 'data/p', name);

beforeEach(async () => {
  box = await openSandbox();
  const points = [0, 1, 2].map((step) => point('a', 'loss', step * 1_000_000, step));
  await box.write('p/a_part_0.parquet', header('a', '3.x', [text('a', 'cfg/x', 'y')]), points, [
    point('a', 'acc', 0, 5),
  ]);
  await box.write('p/b_part_0.parquet', header('b', '3.x'), [point('b', 'loss', 0, 9)]);
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
  await box.close();
});

/** A new process, as far as the archive can tell. */
async function open(deadlineMs = 60_000): Promise<Gateway> {
  const folder = join(box.folder, 'cache');
  const gateway = await openArchive({ path: join(box.folder, 'data'), deadlineMs }, { folder });
  gateways.push(gateway);
  return gateway;
}

const page =
  '{ runs(orderBy: [{ by: { field: ID } }]) { nodes { nativeId params { key value } metrics { key last min max first count } } reports { upstreamCalls } } }';
const seriesOf = (key: string): string =>
  `{ run(id: "archive/acme/traps/a") { metric(key: "${key}") { series { values } } } }`;

async function indexFile(): Promise<string> {
  const folder = join(box.folder, 'cache/neptune-archives');
  const [name = ''] = await readdir(folder);
  return join(folder, name);
}

/** Makes a file unreadable without a sign of it: same size, same times. */
async function spoil(name: string, from = 0, to?: number): Promise<void> {
  const { atime, mtime } = await stat(file(name));
  const bytes = await readFile(file(name));
  await writeFile(file(name), bytes.fill(0xff, from, to ?? bytes.length));
  await utimes(file(name), atime, mtime);
}

test('a page opens no file, whatever is selected, filtered and sorted by', async () => {
  const gateway = await open();
  const first = await gateway.execute(page);
  expect(listAt(first.data, 'runs', 'reports')).toEqual([{ upstreamCalls: 0 }]);
  await spoil('a_part_0.parquet');
  await spoil('b_part_0.parquet');
  expect(await gateway.execute(page)).toEqual(first);
  const sorted = await gateway.execute(
    '{ runs(filter: { metric: { key: "loss", gt: 0 } }, orderBy: [{ by: { metric: { key: "loss" } }, direction: DESC }]) { nodes { nativeId } } }',
  );
  expect(listAt(sorted.data, 'runs', 'nodes')).toEqual([{ nativeId: 'acme/traps/b' }, { nativeId: 'acme/traps/a' }]);
});

test('a series opens its run’s own file and reads its own row groups', async () => {
  const gateway = await open();
  await gateway.execute(page);
  const bytes = await readFile(file('a_part_0.parquet'));
  await spoil('b_part_0.parquet');
  // The first row group holds the params, and ends where the points of the metric begin.
  await spoil('a_part_0.parquet', 4, bytes.indexOf('cfg/x') + 5);
  expect(await gateway.execute(seriesOf('loss'))).toEqual({
    data: { run: { metric: { series: { values: [0, 1, 2] } } } },
  });
});

test('the second open reads no file that is as it was, and those that are not', async () => {
  const first = await (await open()).execute(page);
  await spoil('b_part_0.parquet');
  await box.write('p/c_part_0.parquet', header('c', '3.x'));
  const { size } = await stat(await indexFile());
  const second = await (await open()).execute(page);
  const nodes = listAt(second.data, 'runs', 'nodes');
  // Writing changes the time of change, which cannot be set back: b is read again, and is no file of ours any more.
  expect(nodes.map((node) => at(node, 'nativeId'))).toEqual(['acme/traps/a', 'acme/traps/c']);
  expect(nodes[0]).toEqual(listAt(first.data, 'runs', 'nodes')[0]);
  expect((await stat(await indexFile())).size).toBeGreaterThan(size);
});

test('values survive the index: NaN, infinities, -0, integers and doubles beyond 2^53', async () => {
  const values = [Number.NaN, Infinity, -0, 2 ** 60];
  const odd = values.map((value, at) => ({
    ...text('d', `v${at}`, ''),
    attribute_type: 'float',
    string_value: null,
    float_value: value,
  }));
  const int = { ...text('d', 'int', ''), attribute_type: 'int', string_value: null, int_value: 2n ** 53n + 1n };
  await box.write('p/d_part_0.parquet', header('d', '3.x', [...odd, int]), [
    point('d', 'm', 2n ** 58n, Number.NaN, created),
  ]);
  const one = await (await open()).execute(page);
  const other = await (await open()).execute(page);
  expect(other).toEqual(one);
  expect(JSON.stringify(one)).toMatch(/"NaN".*"Infinity".*"9007199254740993"/);
});

test('what is torn or not ours in the index is not believed', async () => {
  const first = await (await open()).execute(page);
  const index = await indexFile();
  const whole = await readFile(index);
  const broken = [
    whole.subarray(0, whole.length - 30),
    Buffer.concat([whole, Buffer.from('not a block')]),
    Buffer.concat([Buffer.from('not a block'), whole]),
    Buffer.from(whole).fill(7, 40, 48),
  ];
  for (const bytes of broken) {
    await writeFile(index, bytes);
    expect(await (await open()).execute(page)).toEqual(first);
  }
  // What was scanned anew stands behind what is believed, and is found next time.
  await writeFile(index, broken[0] ?? '');
  await (await open()).execute(page);
  expect((await readFile(index)).length).toBe(whole.length);
});

test('a file that is gone leaves the index', async () => {
  await (await open()).execute(page);
  await rm(file('b_part_0.parquet'));
  await rename(file('a_part_0.parquet'), file('moved_part_0.parquet'));
  const { data } = await (await open()).execute(page);
  expect(listAt(data, 'runs', 'nodes').map((node) => at(node, 'nativeId'))).toEqual(['acme/traps/a']);
  expect(await readFile(await indexFile(), 'utf8')).not.toContain('b_part_0');
});

test('a first reading that takes longer than the deadline says how far it has come, and goes on', async () => {
  const gateway = await open(1);
  const { data } = await gateway.execute('{ runs { reports { state code message } } }');
  expect(listAt(data, 'runs', 'reports')).toMatchObject([{ state: 'FAILED', code: 'TIMEOUT' }]);
  let found: unknown;
  for (let attempt = 0; found === undefined && attempt < 100; attempt += 1) {
    found = listAt((await (await open()).execute(page)).data, 'runs', 'nodes')[1];
  }
  expect(found).toMatchObject({ nativeId: 'acme/traps/b' });
});
