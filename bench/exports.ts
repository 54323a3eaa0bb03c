import { execFileSync } from 'node:child_process';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { startChild } from './support/children.ts';
import { heading, line, median, times } from './support/print.ts';

/** The seconds that an answer takes to be read to its end. */
function read(url: string): Promise<number> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    get(url, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${String(answer.statusCode)}`));
      answer.resume().once('end', () => resolve((performance.now() - from) / 1000));
    }).once('error', reject);
  });
}

async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? Number.NaN) / 2 ** 20;
}

/** The most that the process held while something went on, beyond what it held before, in MiB. */
async function growth(url: string, during: () => Promise<unknown>): Promise<number> {
  const before = await memoryOf(url);
  let most = before;
  const watching = setInterval(() => {
    void memoryOf(url).then((now) => (most = Math.max(most, now)));
  }, 50);
  await during();
  clearInterval(watching);
  return most - before;
}

/** Tables by URL: how fast points leave the process, and how runs become frames. */
export async function exports(): Promise<void> {
  const child = await startChild(new URL('support/exports-child.ts', import.meta.url), null);
  const series = (format: string) => `${child.url}/export/series.${format}?sources=curves&metrics=loss`;
  heading('exports: 10 M points that are kept');
  await read(series('arrow'));
  for (const [format, goal] of [
    ['arrow', '20 M points/s or more'],
    ['csv', ''],
    ['parquet', ''],
  ] as const) {
    // A tenth of them for the slower formats, each run with a hundred thousand.
    const runs = format === 'arrow' ? 100 : 10;
    const url = `${series(format)}&first=${String(runs)}`;
    const taken: number[] = [];
    for (const _round of format === 'arrow' ? [1, 2, 3, 4, 5] : [1]) taken.push(await read(url));
    line(`${format}, points`, `${(runs / 10 / median(taken)).toFixed(1)} M/s`, goal);
    // By itself: who asks for the memory all the time takes some of the process's.
    const grown = await growth(child.url, () => read(url));
    line(
      `${format}, memory beyond what was held`,
      `${grown.toFixed(0)} MiB`,
      format === 'arrow' ? 'below 150 MiB' : '',
    );
  }
  const raw = await startChild(new URL('support/bytes-sent-child.ts', import.meta.url), null);
  await read(raw.url);
  const sent = [await read(raw.url), await read(raw.url), await read(raw.url)];
  line('as many bytes as Arrow takes, by Node’s http alone', `${(10 / median(sent)).toFixed(1)} M/s`);
  await raw.stop();
  heading('exports: 10,000 runs of 100 columns, in Python');
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10 or newer with venv on this machine');
  const folder = prepareEnvironment(
    python,
    'exports',
    new URL('../test/live/requirements/exports.txt', import.meta.url),
  );
  const script = fileURLToPath(new URL('support/read-exports.py', import.meta.url));
  const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL('../python/src', import.meta.url)) };
  const told = execFileSync(join(folder, 'bin', 'python'), [script, child.url], { env, encoding: 'utf8' });
  const [bytes = 0, client = 0, nodes = 0, arrowWriter = 0, csvWriter = 0] = told.trim().split(' ').map(Number);
  line('Arrow by pyarrow alone', `${bytes.toFixed(2)} s`);
  line('rg.runs, against pyarrow alone', times(client / bytes), '1.3 x or less');
  line('GraphQL nodes into pandas, against rg.runs', times(nodes / client), '10 x or more');
  line("pyarrow's own writers on 10 M points: Parquet", `${(10 / arrowWriter).toFixed(1)} M/s`);
  line("pyarrow's own writers on 10 M points: CSV", `${(10 / csvWriter).toFixed(1)} M/s`);
  await child.stop();
}
