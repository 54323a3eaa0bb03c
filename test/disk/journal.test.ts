import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openJournal, readJournal } from '../../src/disk/journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'rungraph-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lockOf = (file: string) => ({ file: `${file}.lock`, busy: (holder: string) => new Error(`held by ${holder}`) });

test('a line that was torn by a crash is cut off, and what comes next is whole', async () => {
  const file = join(folder, 'torn');
  writeFileSync(file, 'one\ntw');
  expect(await readJournal(file)).toEqual(['one']);
  const journal = await openJournal(file, lockOf(file));
  await journal.append('three');
  await journal.close();
  expect(readFileSync(file, 'utf8')).toBe('one\nthree\n');
});

test('lines that come together are written in their order', async () => {
  const file = join(folder, 'many');
  const journal = await openJournal(file, lockOf(file));
  const lines = Array.from({ length: 100 }, (_line, at) => `line ${at}`);
  await Promise.all(lines.map((line) => journal.append(line)));
  await journal.close();
  expect(await readJournal(file)).toEqual(lines);
});

test('a journal that could not be opened is nobody’s', async () => {
  const file = join(folder, 'none', 'journal');
  const lock = lockOf(join(folder, 'held'));
  await expect(openJournal(file, lock)).rejects.toThrow('ENOENT');
  const other = join(folder, 'other');
  const journal = await openJournal(other, lock);
  await expect(openJournal(other, lock)).rejects.toThrow(`held by process ${process.pid}`);
  await journal.close();
});

test('half of a line on a full disk goes away, and the next line is readable', () => {
  const file = join(folder, 'full');
  const module = new URL('../../build/src/disk/journal.js', import.meta.url).href;
  const script = `
    import { openJournal } from ${JSON.stringify(module)};
    const journal = await openJournal(${JSON.stringify(file)}, { file: ${JSON.stringify(`${file}.lock`)}, busy: Error });
    await journal.append('first');
    const refused = await journal.append('x'.repeat(100_000)).catch(({ code }) => code);
    await journal.append('last');
    await journal.close();
    console.log(refused);`;
  // A limit of the size of files is to a process what a full disk is.
  const limited = 'trap "" XFSZ; ulimit -f 16; exec "$@"';
  const args = ['-c', limited, 'sh', process.execPath, '--input-type=module', '--eval', script];
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout, stderr } = spawnSync('sh', args, { cwd, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'EFBIG\n', stderr: '' });
  expect(readFileSync(file, 'utf8')).toBe('first\nlast\n');
});
