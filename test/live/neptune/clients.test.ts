import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startNeptuneEmulator, type NeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { keepOnServer } from '../../adapters/neptune/limitations.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { environment } from '../support/server.ts';

// The vendor's last clients read our emulator through an API token that names its address: neptune 1.14.0.post2 of 2.x by
// JSON, neptune-query 1.14.1 of 3.x by protocol buffers. What they read is what the emulator was filled with.

const script = fileURLToPath(new URL('clients.py', import.meta.url));
const run = promisify(execFile);

const told = z.object({
  listed: z.array(z.string()),
  runs: z.record(
    z.string(),
    z.object({
      values: z.record(z.string(), z.tuple([z.string(), z.unknown()])),
      series: z.record(z.string(), z.array(z.tuple([z.string(), z.string(), z.number()]))),
    }),
  ),
});

let emulator: NeptuneEmulator | undefined;
afterEach(() => emulator?.close());

async function read(line: string, project: string, ids: readonly string[]): Promise<z.infer<typeof told>> {
  const { stdout } = await run(join(environment('neptune-clients'), 'bin', 'python'), [script, line, project, ...ids], {
    env: { ...process.env, NEPTUNE_API_TOKEN: emulator?.apiToken, TZ: 'UTC' },
    maxBuffer: 2 ** 28,
  });
  return told.parse(JSON.parse(stdout));
}

/** As Python spells it. */
function numberOf(text: string): number {
  return Number(text.replace('inf', 'Infinity'));
}

function valueOf([type, value]: readonly [string, unknown]): unknown {
  if (type === 'int') return BigInt(String(value));
  return type === 'float' ? numberOf(String(value)) : value;
}

/** A param as the emulator stores it: whole numbers are integers, lists are sets. */
function stored(value: SampleRun['params'][number]['value']): unknown {
  if (typeof value !== 'number') return value;
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
}

test.each(['2.x', '3.x'] as const)('the client of %s reads what the emulator holds', async (line) => {
  const runs = canonicalData.runs.map((sample) => keepOnServer(sample, line));
  emulator = await startNeptuneEmulator({ port: 0, line, data: { ...canonicalData, runs } });
  const { runIds } = emulator;
  let compared = 0;
  for (const { name } of canonicalData.projects) {
    const own = runs.filter(({ project }) => project === name);
    const ids = new Map(own.map(({ key }) => [key, (runIds.get(key) ?? '').split('/').slice(2).join('/')]));
    const { listed, runs: found } = await read(line, `acme/${name}`, [...ids.values()]);
    expect([...listed].sort()).toEqual([...ids.values()].sort());
    for (const sample of own) {
      const { values, series } = found[ids.get(sample.key) ?? ''] ?? { values: {}, series: {} };
      const read = Object.fromEntries(Object.entries(values).map(([path, value]) => [path, valueOf(value)]));
      expect(read).toMatchObject(Object.fromEntries(sample.params.map(({ key, value }) => [key, stored(value)])));
      expect(read).toMatchObject({
        'sys/name': sample.name,
        'sys/creation_time': Math.round(sample.startedAt),
        ...(sample.endedAt === null ? {} : { 'sys/ping_time': Math.round(sample.endedAt) }),
        'sys/failed': sample.status === 'FAILED',
        ...(sample.user === null ? {} : { 'sys/owner': sample.user }),
        ...(sample.tags.length === 0 ? {} : { 'sys/tags': sample.tags.map(({ key }) => key).sort() }),
      });
      for (const { key, points } of sample.metrics) {
        const expected = points.map(({ step, value, timestamp }) => [Number(step), value, Math.round(timestamp)]);
        expect(series[key]?.map(([step, value, at]) => [numberOf(step), numberOf(value), at])).toEqual(expected);
        compared += points.length;
      }
    }
  }
  expect(compared).toBeGreaterThan(100);
});
