import { performance } from 'node:perf_hooks';
import { encodeEntry, Float } from '../adapters/aim/emulator/encode-tree.ts';
import { readRoots } from '../adapters/aim/encoding/read-roots.ts';
import { heading, line, median } from './support/print.ts';

const pieceBytes = 64 * 1024;
const rounds = 7;

/** How fast a stream of Aim is read into trees, in the pieces that a socket gives: no server, no network. */
export async function aimDecoder(): Promise<void> {
  heading("Aim's encoding into trees, in pieces of 64 kB; medians of seven rounds");
  await measure('series: 40 runs x 10 metrics x 1,000 points', 40, seriesRun);
  await measure('listing: 1,000 runs x 50 params, 20 metrics', 1000, listedRun);
}

async function measure(name: string, runs: number, entry: (index: number) => Buffer): Promise<void> {
  const bytes = Buffer.concat(Array.from({ length: runs }, (_run, index) => entry(index)));
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_piece, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  const rates: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const startedAt = performance.now();
    let found = 0;
    for await (const root of readRoots(stream(pieces))) found += root.key.length > 0 ? 1 : 0;
    if (found !== runs) throw new Error(`read ${String(found)} of ${String(runs)} runs`);
    if (round >= 0) rates.push(bytes.length / 1e6 / ((performance.now() - startedAt) / 1000));
  }
  line(`${name}, ${(bytes.length / 1e6).toFixed(1)} MB`, `${median(rates).toFixed(0)} MB/s`, 'goal: at least 50 MB/s');
}

async function* stream(pieces: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

function seriesRun(run: number): Buffer {
  const blob = Buffer.alloc(8000);
  for (let at = 0; at < 1000; at += 1) blob.writeDoubleLE(at / (run + 1), 8 * at);
  const column = { type: 'numpy', shape: 1000, dtype: 'float64', blob };
  const traces = Array.from({ length: 10 }, (_trace, at) => ({
    name: `metric_${String(at)}`,
    context: {},
    slice: [0, 0, -1],
    ...{ values: column, iters: column, epochs: column, timestamps: column, x_axis_values: null, x_axis_iters: null },
  }));
  return encodeEntry(`run-${String(run)}`, { params: { lr: 0.1 }, traces, props: { name: `run-${String(run)}` } });
}

function listedRun(run: number): Buffer {
  const params = Array.from({ length: 50 }, (_param, at) => [
    `param_${String(at)}`,
    at % 2 === 0 ? at / 7 : `choice-${String(run)}`,
  ]);
  const metric = Array.from({ length: 20 }, (_metric, at) => ({
    context: { subset: 'val' },
    name: `metric_${String(at)}`,
    values: {
      dtype: 'float',
      version: 2,
      first: new Float(at),
      first_step: 0,
      last: new Float(run),
      last_step: 99,
      min: new Float(0),
      max: new Float(1),
    },
  }));
  const props = {
    name: `run-${String(run)}`,
    archived: false,
    creation_time: new Float(1767600000.5),
    active: false,
    tags: [],
  };
  return encodeEntry(`run-${String(run)}`, {
    props,
    params: Object.fromEntries(params) as Record<string, never>,
    traces: { metric },
  });
}
