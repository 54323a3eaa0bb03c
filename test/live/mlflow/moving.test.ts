import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { openSide, readRun, readWhole } from '../../../src/core/migrate/side.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openMovingWorld, type MovingWorld } from '../../core/migrate/moving.ts';
import { sourceIn } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { environment, type RealServer } from '../support/server.ts';
import { startFastTrackMl, startMlflow } from './servers.ts';

// An archive is moved into real servers, and MLflow's own client reads what is there: none of our code looks at it.

const seen = z.object({
  name: z.string(),
  status: z.string(),
  start: z.number(),
  end: z.number().nullable(),
  stage: z.string(),
  tags: z.record(z.string(), z.string()),
  params: z.record(z.string(), z.string()),
  series: z.record(z.string(), z.array(z.tuple([z.string(), z.string(), z.string()]))),
  files: z.record(z.string(), z.string()),
  keys: z.record(z.string(), z.record(z.string(), z.string())),
  inputs: z.array(z.string()),
});
type Seen = z.infer<typeof seen>;

const servers = {
  'mlflow-3': () => startMlflow('mlflow-3'),
  'mlflow-2': () => startMlflow('mlflow-2'),
  fasttrackml: startFastTrackMl,
} as const;

describe.each(['mlflow-3', 'mlflow-2', 'fasttrackml'] as const)('%s', (kind) => {
  let server: RealServer | undefined;
  let world: MovingWorld | undefined;
  afterAll(async () => {
    await world?.close();
    await server?.stop();
  });

  test('MLflow’s own client reads every run of the canonical data set as it was, with the declared losses applied', async () => {
    server = await servers[kind]();
    world = await openMovingWorld(canonicalData, { url: server.url });
    const plan = await world.plan();
    const summary = await world.run(plan);
    const report = makeReport(plan, await readLedger(world.ledgerFile));
    expect(report.runs.filter(({ state }) => state !== 'MOVED').map(({ run, why }) => [run, why])).toEqual([]);
    expect(summary).toEqual({ done: plan.runs.length, failed: 0, skipped: 0, left: 0, doubles: [] });

    const python = join(environment(kind === 'mlflow-3' ? 'mlflow-3' : 'mlflow-2'), 'bin', 'python');
    const script = new URL('moved.py', import.meta.url).pathname;
    const files = kind === 'fasttrackml' ? 'none' : 'files';
    const { stdout } = await promisify(execFile)(python, [script, server.url, files], { maxBuffer: 1 << 28 });
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => seen.parse(JSON.parse(line)));
    const byFrom = new Map(found.map((run) => [run.tags['rungraph.from'], run]));
    expect(byFrom.size).toBe(plan.runs.length);

    const from = openSide(sourceIn(world.gateway, 'old'), quietScope(), { patienceMs: 0 });
    for (const { id } of plan.runs) {
      const source = await readRun(from, id);
      const copy = byFrom.get(`old/${id}`);
      if (copy === undefined) throw new Error(`${id} is not there`);
      expect({ id, ...toldOf(copy) }).toEqual({ id, ...(await expectedOf(source, from, kind)) });
    }

    const verdicts = await verifyPlan(plan, { ...world.world, lines: await readLedger(world.ledgerFile), parallel: 2 });
    expect(verdicts.runs.filter(({ equal }) => !equal)).toEqual([]);
  });
});

/** What the client read, with the names that keys had at the source. */
function toldOf({ name, status, start, end, stage, tags, params, series, keys }: Seen) {
  const native = <T>(what: string, all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).map(([key, value]) => [keys[what]?.[key] ?? key, value]));
  const own = Object.entries(tags).filter(([key]) => !/^(mlflow|rungraph)\./.test(key));
  return {
    name,
    status,
    start,
    end,
    archived: stage === 'deleted',
    user: tags['mlflow.user'] ?? null,
    notes: tags['mlflow.note.content'] ?? null,
    tags: native('tags', Object.fromEntries(own)),
    params: native('params', params),
    series: native('metrics', series),
  };
}

async function expectedOf(run: Run, from: Parameters<typeof readWhole>[0], kind: keyof typeof servers) {
  if (isRungraphError(run.tags) || isRungraphError(run.params) || isRungraphError(run.metrics))
    throw new Error('unread');
  const series = await Promise.all(
    run.metrics.map(async ({ nativeKey: metric }) => {
      const points = await readWhole(from, { runId: run.nativeId, projectId: run.projectId, metric, context: null });
      const rows = Array.from(points.values, (value, at) =>
        [Math.round(Number(points.steps[at])), timeOf(points.timestamps[at] ?? NaN, run, kind), pythonText(value)].map(
          String,
        ),
      );
      return [metric, [...new Map(rows.map((row) => [row.join(), row])).values()].sort(byText)] as const;
    }),
  );
  return {
    name: run.name,
    status: run.status,
    start: run.startedAt ?? 0,
    end: run.endedAt,
    archived: run.archived,
    user: run.user,
    notes: run.notes === '' ? null : run.notes,
    tags: Object.fromEntries(run.tags.map(({ key, value }) => [key, value ?? ''])),
    params: Object.fromEntries(
      run.params.map(({ key, value }) => {
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
        return [key, kind === 'fasttrackml' ? text : Array.from(text).slice(0, 6000).join('')];
      }),
    ),
    series: Object.fromEntries(series.filter(([, rows]) => rows.length > 0)),
  };
}

function timeOf(time: number, run: Run, kind: keyof typeof servers): number {
  const whole = Math.round(Number.isNaN(time) ? (run.startedAt ?? 0) : time);
  return kind === 'fasttrackml' ? whole || 1 : Math.max(0, whole);
}

/** Python's repr of a double; the infinities are the largest doubles, and there is no -0. */
function pythonText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const kept = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) + 0;
  const text = String(kept);
  const size = Math.abs(kept);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return kept.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(kept) ? `${BigInt(kept)}.0` : text;
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [a, b];
  for (let at = 0; at < left.length; at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
