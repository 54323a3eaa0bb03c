import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import { canonicalJson } from '../../../src/contract/canonical-json.ts';
import { openSide, readRun, readWhole } from '../../../src/core/migrate/side.ts';
import { targets } from '../../adapters/aim/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { environment } from '../support/server.ts';

// The canonical data set, moved from Aim into an archive, is read by pandas, Polars and DuckDB: none of our code looks
// at the files.

const seen = z.object({
  told: z.record(z.string(), z.array(z.number())),
  series: z.array(
    z.object({
      run: z.string(),
      key: z.string(),
      context: z.string().nullable(),
      points: z.array(z.tuple([z.string(), z.number().nullable(), z.string(), z.string().nullable()])),
    }),
  ),
  runs: z.array(
    z.tuple([
      z.string(),
      z.string().nullable(),
      z.string(),
      z.number().nullable(),
      z.string().nullable(),
      z.boolean(),
      z.number(),
    ]),
  ),
  scalars: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
});

test('pandas, Polars and DuckDB read every run, param and point of an archive as they were', async () => {
  const opened = await targets[0]?.open(canonicalData, 'old');
  if (opened === undefined) throw new Error('no target');
  const places = await openPlaces({ archive: { tracker: 'neptune', archive: '{folder}/archive' } }, [opened.source]);
  try {
    const { plan, wrong } = await places.move('old', 'archive');
    expect(wrong).toEqual([]);
    const folder = join(places.folder, 'archive');
    const script = new URL('moved.py', import.meta.url).pathname;
    const python = join(environment('neptune'), 'bin', 'python');
    const out = execFileSync(python, [script, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const found = seen.parse(JSON.parse(out));
    expect(found.told['pandas']).toEqual(found.told['duckdb']);
    expect(found.told['polars']).toEqual(found.told['duckdb']);
    expect(found.runs.length).toBe(plan.runs.length);

    const from = openSide(opened.source, quietScope(), { patienceMs: 0 });
    const projects = new Map(plan.projects.map(({ from: id, to }) => [id, to]));
    for (const { id } of plan.runs) {
      const run = await readRun(from, id);
      if (isRungraphError(run.metrics) || isRungraphError(run.params)) throw new Error('unread');
      const copy = `${projects.get(run.projectId) ?? ''}/${id.split('/').at(-1) ?? ''}`;
      const row = found.runs.find(([own]) => own === copy);
      expect(row?.slice(1, 6)).toEqual([run.name, run.status, run.startedAt, run.notes, run.archived]);
      for (const { nativeKey: metric, context } of run.metrics) {
        const points = await readWhole(from, { runId: id, projectId: run.projectId, metric, context });
        const expected = Array.from(points.values, (value, at) => [
          sixDigits(points.steps[at] ?? 0),
          nullOf(points.timestamps[at] ?? Number.NaN),
          value,
        ]);
        const text = context === null || Object.keys(context).length === 0 ? null : canonicalJson(context);
        const own = found.series.find(
          (one) => one.run === copy && one.key === metric && contextOf(one.context) === text,
        );
        const read = (own?.points ?? []).map(([step, time, value]) => [step, time, numberOf(value)]);
        expect({ copy, metric, read }).toEqual({ copy, metric, read: expected });
      }
      const scalars = new Map(
        found.scalars.filter(([own]) => own === copy).map(([, path, kind, text]) => [path, [kind, text] as const]),
      );
      for (const { nativeKey, value } of run.params) {
        const [kind, text] = scalars.get(nativeKey) ?? [];
        if (typeof value === 'string') expect([nativeKey, kind, text]).toEqual([nativeKey, 'string', value]);
        if (typeof value === 'boolean') expect([nativeKey, kind, text]).toEqual([nativeKey, 'bool', String(value)]);
        if (typeof value === 'number' && kind === 'float') expect(numberOf(text ?? '')).toBe(value);
        if (typeof value === 'number' && kind !== 'float')
          expect([nativeKey, text]).toEqual([nativeKey, String(value)]);
      }
    }
    const listed = z
      .object({ files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })) })
      .parse(JSON.parse(await readFile(join(folder, 'archive.json'), 'utf8')));
    for (const { path, bytes, sha256 } of listed.files) {
      const content = await readFile(join(folder, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
  } finally {
    await places.close();
    await opened.close();
  }
});

function contextOf(text: string | null): string | null {
  return text === null ? null : canonicalJson(JSON.parse(text));
}

function sixDigits(step: number | bigint): string {
  return typeof step === 'bigint' ? `${step}.000000` : step.toFixed(6);
}

function nullOf(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}

function numberOf(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  if (text === '-inf') return Number.NEGATIVE_INFINITY;
  return text === 'nan' ? Number.NaN : Number(text);
}
