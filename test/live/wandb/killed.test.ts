import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sampleKey } from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { allKeys, emptyProjection } from '../../../src/contract/projection.ts';
import { callContext } from '../../support/call-context.ts';
import { openAdapter } from '../../adapters/wandb/open-adapter.ts';
import { environment } from '../support/server.ts';

// A run that the real SDK records offline, looked at while it goes on, and after it was killed with all that belongs to it.

const runId = 'lab/demo/endless';
const metrics = ['loss', 'rare'];

/** The last value of each metric and its step, as the run tells them and as the series end, in one answer. */
async function look(adapter: Adapter, answer: string) {
  const context = callContext({ traceId: answer, projection: { ...emptyProjection, metrics: allKeys } });
  const [run] = await adapter.getRuns(context, [runId]);
  if (run === null || run === undefined || isRungraphError(run) || isRungraphError(run.metrics)) return undefined;
  const requests = metrics.map((metric) => {
    return { runId, projectId: 'lab/demo', metric, context: null, from: null, to: null, maxPoints: null };
  });
  const series = await adapter.getSeries(context, requests);
  const ends = series.map((one) => (isRungraphError(one) ? undefined : [one.values.at(-1), one.steps.at(-1)]));
  const { metrics: told } = run;
  const last = metrics.map((key) => {
    const metric = told.find((one) => one.key === key);
    return [metric?.last, metric?.lastStep];
  });
  return { status: run.nativeStatus, last, ends, rows: Number(ends[0]?.[1] ?? 0) };
}

test('A RUN THAT GOES ON, AND ONE THAT WAS KILLED, has the last values that its series end with', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-killed-'));
  const adapter = openAdapter({ path: folder, entity: 'lab' });
  const command = join(environment('wandb'), 'bin', 'python');
  const settings = { HOME: folder, WANDB_DIR: folder, WANDB_DATA_DIR: join(folder, 'data'), WANDB_MODE: 'offline' };
  const child = spawn(command, [fileURLToPath(new URL('endless.py', import.meta.url))], {
    env: { ...process.env, ...settings, WANDB_ERROR_REPORTING: 'false', WANDB_API_KEY: sampleKey },
    cwd: folder,
    detached: true,
    stdio: 'ignore',
  });
  const kill = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  try {
    let looked = await look(adapter, 'first').catch(() => undefined);
    for (let time = 0; time < 240 && (looked?.rows ?? 0) < 500; time += 1) {
      await setTimeout(250);
      looked = await look(adapter, `live ${time}`).catch(() => undefined);
    }
    expect(looked?.rows).toBeGreaterThanOrEqual(500);
    expect(looked).toMatchObject({ status: 'running', last: looked?.ends });
    kill();
    await setTimeout(500);
    const killed = await look(adapter, 'killed');
    expect(killed?.rows).toBeGreaterThanOrEqual(looked?.rows ?? 0);
    expect(killed?.last).toEqual(killed?.ends);
  } finally {
    if (child.exitCode === null && child.signalCode === null) kill();
    await adapter.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
