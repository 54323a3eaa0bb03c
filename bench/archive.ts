import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { writeLargeArchive } from '../test/adapters/neptune/large-archive.ts';
import { heading, line, median, ms } from './support/print.ts';

interface Measured {
  readonly openMs: number;
  /** Of the processor, which others on the machine do not change. */
  readonly openCpuMs: number;
  readonly heldMs: { readonly p99: number; readonly most: number };
  readonly tookMs: Readonly<Record<string, readonly number[]>>;
  readonly peakMb: number;
}

/** An archive in a process of its own. */
function open(folder: string, cache: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('support/archive-child.ts', import.meta.url), [folder, cache], {
      execArgv: ['--import', 'tsx'],
    });
    child.once('message', (message) => resolve(message as Measured));
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)));
  });
}

/** An export of 10,000 runs: read for the first time, by its index, and asked. ARCHIVE_POINTS: points of each metric. */
export async function archive(): Promise<void> {
  const size = { runs: 10_000, params: 30, metrics: 10, points: Number(process.env['ARCHIVE_POINTS'] ?? 100) };
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  try {
    const startedAt = performance.now();
    const rows = await writeLargeArchive(join(folder, 'data'), size);
    heading(
      `An archive of ${size.runs} runs and ${rows.toLocaleString('en')} rows, written in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
    );
    const first = await open(join(folder, 'data'), join(folder, 'cache'));
    report('first open, reading the archive', first);
    const second = await open(join(folder, 'data'), join(folder, 'cache'));
    report('second open, reading the index', second);
    for (const [name, took] of Object.entries(second.tookMs)) {
      line(name, ms(median(took)), name.includes('sorted') ? 'goal: at most 150 ms' : '');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function report(what: string, { openMs, openCpuMs, heldMs, peakMb }: Measured): void {
  line(what, ms(openMs), `${ms(openCpuMs)} of processor time`);
  line('  the thread was held at a stretch', ms(heldMs.most), `99 % below ${ms(heldMs.p99)}`);
  line('  peak memory of the process', `${peakMb.toFixed(0)} MB`);
}
