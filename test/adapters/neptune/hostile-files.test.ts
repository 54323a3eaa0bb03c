import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { at, listAt } from '../../support/json-at.ts';
import { openQuestions, type Questions } from './artifact-questions.ts';
import { diagnosticsOf, header, openSandbox, row, type Row, type Sandbox } from './rows.ts';
import { writeZip, type Member } from './write-zip.ts';

// Files folders that are damaged, incomplete, or made to do harm: a code for each, and the rest is served.

let box: Sandbox;
const opened: Questions[] = [];
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((questions) => questions.close()));
  await box.close();
});

const file = (path: string, stored: string, type = 'file'): Row =>
  row('a', path, type, { file_value: { path: stored } });

async function put(path: string, content: string): Promise<string> {
  const place = join(box.folder, 'files', path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, content);
  return place;
}

/** An archive of one run of 2.x with these rows; its files folder is there. */
async function open(...rows: readonly Row[]): Promise<Questions> {
  await mkdir(join(box.folder, 'files', 'p'), { recursive: true });
  await box.write('p/a_part_0.parquet', header('a', '2.x', rows));
  const questions = await openQuestions({ path: join(box.folder, 'data'), filesPath: join(box.folder, 'files') });
  opened.push(questions);
  return questions;
}

const run = 'acme/traps/a';

test('path traversal: what leads out of the files folder is FORBIDDEN, and told', async () => {
  await writeFile(join(box.folder, 'secret'), 'secret');
  const ways = ['../../secret', '/etc/hostname', 'x/../../../secret', '..\\..\\secret'];
  await put('p/good', 'good');
  const questions = await open(...ways.map((way, index) => file(`bad${index}`, way)), file('good', 'good'));
  const files = (await questions.held(run)).get('files');
  for (const index of [0, 2, 3]) {
    await expect(questions.read(files, `bad${index}`)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  // An absolute path is taken below the files folder, where there is none.
  await expect(questions.read(files, 'bad1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(String((await questions.read(files, 'good')).bytes)).toBe('good');
  const { data } = await questions.gateway.execute(diagnosticsOf);
  const found = listAt(data, 'source', 'diagnostics').find((one) => at(one, 'code') === 'FILES_OUTSIDE');
  expect(found).toMatchObject({ severity: 'WARNING', message: expect.stringContaining('3 files') });
});

test('a link out of the files folder is FORBIDDEN, one within it is followed', async () => {
  const outside = join(box.folder, 'secret');
  await writeFile(outside, 'secret');
  await mkdir(join(box.folder, 'elsewhere'));
  await writeFile(join(box.folder, 'elsewhere', 'x'), 'secret');
  const inside = await put('p/real', 'inside');
  await symlink(outside, join(box.folder, 'files', 'p', 'out'));
  await symlink(join(box.folder, 'elsewhere'), join(box.folder, 'files', 'p', 'folder'));
  await symlink(inside, join(box.folder, 'files', 'p', 'in'));
  const questions = await open(file('out', 'out'), file('far', 'folder/x'), file('in', 'in'));
  const files = (await questions.held(run)).get('files');
  for (const path of ['out', 'far']) {
    await expect(questions.read(files, path)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(String((await questions.read(files, 'in')).bytes)).toBe('inside');
});

test('files that are not there are listed without a size, are NOT_FOUND, and told', async () => {
  await put('p/there', 'x');
  const questions = await open(file('gone', 'gone'), file('there', 'there'), file('data', 'data', 'artifact'));
  const files = (await questions.held(run)).get('files');
  expect((await questions.files(files)).nodes).toMatchObject([
    { path: 'gone', sizeBytes: null },
    { path: 'there', sizeBytes: 1 },
  ]);
  await expect(questions.read(files, 'gone')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { data } = await questions.gateway.execute(diagnosticsOf);
  const found = listAt(data, 'source', 'diagnostics').find((one) => at(one, 'code') === 'FILES_MISSING');
  expect(found).toMatchObject({
    message: '2 of 3 files are not in the files folder: acme/traps/a gone, acme/traps/a data.',
  });
  // Tracked data without its list has no hash, and is the run's own.
  expect([...(await questions.held(run, 'used')).keys()]).toEqual(['data']);
});

test('without a files folder artifacts are listed, and their files are UNSUPPORTED with a remedy', async () => {
  await box.write('p/a_part_0.parquet', header('a', '2.x', [file('weights', 'weights')]));
  const questions = await openQuestions({ path: join(box.folder, 'data') });
  opened.push(questions);
  const files = (await questions.held(run)).get('files');
  expect((await questions.files(files)).nodes).toMatchObject([{ path: 'weights', sizeBytes: null }]);
  await expect(questions.read(files, 'weights')).rejects.toMatchObject({
    code: 'UNSUPPORTED',
    message: expect.stringContaining('filesPath'),
  });
  const { data } = await questions.gateway.execute(diagnosticsOf);
  expect(JSON.stringify(data)).toContain('FILES_ELSEWHERE');
});

test('attributes that are no paths are shown at paths, each at its own', async () => {
  const names = ['a', 'a/b', '/a', '../up', 'x//y', 'back\\slash', 'd/%2e%2e/z'];
  for (const index of names.keys()) await put(`p/${index}`, String(index));
  const questions = await open(...names.map((name, index) => file(name, String(index))));
  const files = (await questions.held(run)).get('files');
  const { nodes } = await questions.files(files);
  const shown = nodes.map((node) => String(at(node, 'path')));
  expect(shown).toEqual(['__/up', 'a/b', 'a_', 'a__', 'back_slash', 'd/_2e_2e/z', 'x/y']);
  const contents = await Promise.all(shown.map(async (path) => String((await questions.read(files, path)).bytes)));
  expect(contents).toEqual(['3', '1', '2', '0', '5', '6', '4']);
});

describe('zips of file sets', () => {
  const good: Member = { name: 'src/train.py', content: 'print()\n' };

  async function set(...members: readonly Member[]): Promise<{ questions: Questions; id: string | undefined }> {
    await put('p/set/files.zip', '');
    await writeZip(join(box.folder, 'files', 'p', 'set', 'files.zip'), members);
    const questions = await open(file('source_code/files', 'set', 'file_set'));
    return { questions, id: (await questions.held(run)).get('source_code/files') };
  }

  test('are read where they lie', async () => {
    const { questions, id } = await set(good, { name: './b é.txt', content: 'b' }, { name: 'empty/', content: '' });
    expect((await questions.files(id)).nodes).toMatchObject([
      { path: 'b é.txt', sizeBytes: 1 },
      { path: 'src/train.py', sizeBytes: 8 },
    ]);
    expect((await questions.files(id, 'path: "src"')).nodes).toHaveLength(1);
    expect(String((await questions.read(id, 'src/train.py')).bytes)).toBe('print()\n');
    await expect(questions.read(id, 'src')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
    await expect(questions.read(id, 'nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['zip-slip', [good, { name: '../../../etc/cron.d/x', content: 'x' }]],
    ['an absolute name', [good, { name: '/etc/x', content: 'x' }]],
    ['a drive', [good, { name: 'C:/x', content: 'x' }]],
    ['zip-slip by back-slashes', [good, { name: '..\\x', content: 'x' }]],
    ['a zip bomb whose size is a lie', [good, { name: 'bomb', content: 'x', claimedSize: 2 ** 31 }]],
    ['a zip bomb whose members lie over each other', overlapping()],
  ] as const)('%s: refused as a whole, PROTOCOL', async (_what, members) => {
    const { questions, id } = await set(...members);
    expect(await questions.files(id)).toEqual({ nodes: [], code: 'PROTOCOL' });
    await expect(questions.read(id, 'src/train.py')).rejects.toMatchObject({ code: 'PROTOCOL' });
  });

  test('a member that inflates to more than it said, or to something else, breaks off', async () => {
    const { questions, id } = await set(
      { name: 'more', content: 'x'.repeat(1e6), claimedSize: 5 },
      { name: 'other', content: 'x', claimedSum: 7 },
    );
    await expect(questions.read(id, 'more')).rejects.toMatchObject({ code: 'PROTOCOL' });
    await expect(questions.read(id, 'other')).rejects.toMatchObject({ code: 'PROTOCOL' });
  });

  test('what is no zip, or was cut off: PROTOCOL', async () => {
    await put('p/set/files.zip', 'PK\x03\x04 and no end');
    const questions = await open(file('source_code/files', 'set', 'file_set'));
    const id = (await questions.held(run)).get('source_code/files');
    expect(await questions.files(id)).toMatchObject({ nodes: [], code: 'PROTOCOL' });
  });

  test('a set that somebody unpacked is listed as it lies, without links out of it', async () => {
    await put('p/set/src/train.py', 'print()\n');
    await put('p/set/notes', 'x');
    await symlink('/etc/hostname', join(box.folder, 'files', 'p', 'set', 'out'));
    const questions = await open(file('source_code/files', 'set', 'file_set'));
    const id = (await questions.held(run)).get('source_code/files');
    expect((await questions.files(id)).nodes).toMatchObject([
      { path: 'notes' },
      { path: 'src/train.py', sizeBytes: 8 },
    ]);
    expect(String((await questions.read(id, 'src/train.py')).bytes)).toBe('print()\n');
    await expect(questions.read(id, 'out')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

/** Many names of one large member: small on disk, and endless to whoever unpacks it. */
function overlapping(): readonly Member[] {
  const content = Buffer.alloc(1e6, 'x');
  const first = { name: 'src/train.py', content };
  const most = Math.ceil((deflateRawSync(content).length * 3) / 100) + 40;
  return [first, ...Array.from({ length: most }, (_one, index) => ({ name: `m${index}`, content, overFirst: true }))];
}

test('a list of tracked files that is none: the data has no hash, and reading its list is PROTOCOL', async () => {
  await put('p/data/files_list.json', '{"not": "a list"}');
  const questions = await open(file('data', 'data', 'artifact'));
  const id = (await questions.held(run, 'used')).get('data');
  expect(await questions.files(id)).toEqual({ nodes: [], code: 'PROTOCOL' });
});
