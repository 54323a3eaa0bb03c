import { at } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { param, run } from '../support/runs.ts';
import { serveExports } from '../support/serve-exports.ts';

// Keys that are many, and keys and values that are hard to write.

const odd = 'a,"b"\nü';

describe('more than 50,000 keys', () => {
  const params = Array.from({ length: 50_001 }, (_param, index) => param(`p${index}`, index));
  const wide: MemoryTracker = { capabilities: everything, runs: [run('1', { params })] };

  test('are refused, with what to write instead', async () => {
    const served = await serveExports({ lab: wide });
    const answer = await served.get('runs.csv?columns=*');
    expect(answer.status).toBe(400);
    expect(at(await answer.json(), 'detail')).toMatch(/exports\.columns: .*more than 10000 keys/);
    await served.close();
  });

  test('are columns where the config allows it', async () => {
    const served = await serveExports({ lab: wide }, { columns: 60_000 });
    const [head = '', row = ''] = (await (await served.get('runs.csv?columns=params.*')).text()).split('\r\n');
    expect([head.split(',').length, row.split(',').length, row.endsWith(',9999')]).toEqual([50_002, 50_002, true]);
    // The reader of Arrow's own package takes a minute for so many columns: its schema is looked for in the bytes.
    const arrow = Buffer.from(await (await served.get('runs.arrow?columns=params.*')).arrayBuffer());
    expect([arrow.includes('p50000'), arrow.subarray(-8).toString('hex')]).toEqual([true, 'ffffffff00000000']);
    await served.close();
  });
});

test('keys with commas, quotes and line breaks head columns of CSV, and formulas are written as they are', async () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'];
  const served = await serveExports({
    lab: {
      capabilities: everything,
      runs: [run('1', { params: formulas.map((text, at) => param(`${odd}${at}`, text)) })],
    },
  });
  const head = formulas.map((_text, at) => `"a,""b""\nü${at}"`).join(',');
  expect(await (await served.get('runs.csv?columns=params.*')).text()).toBe(
    `run,${head}\r\nlab/1,=1+1,+1,-1,@SUM(A1),\t=1\r\n`,
  );
  await served.close();
});
