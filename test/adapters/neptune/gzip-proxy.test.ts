import { startNeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import type { StoredAttribute } from '../../../adapters/neptune/emulator/world.ts';
import { answerText, readThroughGzip } from '../../support/through-gzip.ts';
import { dataOf, fileOf, runOf, start } from './server.ts';

const files = [fileOf('zeros.bin', '0'.repeat(600)), fileOf('empty.bin', ''), fileOf('grows.bin', 'x')];
const points = files.map((value, step) => ({ step, timestampMillis: start + step, value }));
const held: readonly (readonly ['2.x' | '3.x', StoredAttribute])[] = [
  ['2.x', { type: 'fileSet', files }],
  ['3.x', { type: 'fileRefSeries', points }],
];

test.each(held)('%s: files come out as they do without a proxy that compresses', async (line, attribute) => {
  const holdings = new Map([['a', new Map([['source', attribute]])]]);
  const emulator = await startNeptuneEmulator({ port: 0, line, data: dataOf([runOf('a')]), holdings });
  try {
    const source = { tracker: 'neptune', url: emulator.url, ...emulator.source };
    const { plain, compressed, passed } = await readThroughGzip(source);
    const wanted = files.map(({ content }) => answerText(200, content));
    expect([...plain.values()]).toEqual(expect.arrayContaining(wanted));
    expect(compressed).toEqual(plain);
    expect(passed.length).toBeGreaterThan(files.length);
  } finally {
    await emulator.close();
  }
});
