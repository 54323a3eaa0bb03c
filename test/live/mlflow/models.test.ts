import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { lossesOf } from '../../../src/core/migrate/make-plan.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openMovingWorld, type MovingWorld } from '../../core/migrate/moving.ts';
import { openRegistry, type RegistryCalls } from '../../core/migrate/registry-calls.ts';
import { environment, type RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// Registered models are moved into real servers, and MLflow's own client reads the registry there.

const data = { ...canonicalData, runs: canonicalData.runs.filter(({ models }) => models.length > 0) };

describe.each(['mlflow-3', 'mlflow-2'] as const)('%s', (kind) => {
  let source: MlflowEmulator | undefined;
  let server: RealServer | undefined;
  let world: MovingWorld | undefined;
  afterAll(async () => {
    await world?.close();
    await source?.close();
    await server?.stop();
  });

  test('MLflow’s own client reads models, versions, names, stages and files as they were', async () => {
    source = await startMlflowEmulator({ port: 0, data });
    server = await startMlflow(kind);
    await fill(openRegistry(source.url));
    await openRegistry(server.url).createModel({ name: 'theirs', description: 'there before', tags: {} });
    world = await openMovingWorld(data, { source: { tracker: 'mlflow', url: source.url }, url: server.url });
    const plan = await world.plan();
    await world.run(plan);
    const lines = await readLedger(world.ledgerFile);
    const report = makeReport(plan, lines);
    expect(report.runs.flatMap(({ run, why }) => (why === null ? [] : [[run, why]]))).toEqual([]);
    expect(report.models.filter(({ state }) => state !== 'MOVED')).toEqual([]);
    expect(report.losses).toEqual(lossesOf(plan));

    const script = new URL('registry.py', import.meta.url).pathname;
    const python = join(environment(kind), 'bin', 'python');
    const { stdout } = await promisify(execFile)(python, [script, server.url], { maxBuffer: 1 << 26 });
    expect(JSON.parse(stdout)).toEqual({
      theirs: {
        description: 'there before',
        tags: {},
        aliases: {},
        versions: { 1: { ...blank, tags: { 'rungraph.from': 'old/theirs/1' }, source: 's3://elsewhere/n' } },
      },
      scored: {
        description: 'what ranks',
        tags: { team: 'search', 'a.b/c': 'é', a_b: 'x', 'rungraph.from': 'old/scored' },
        aliases: { best: '2' },
        versions: {
          1: {
            run: 'ablation',
            stage: 'Production',
            source: expect.stringMatching(/\/plots$/),
            description: 'first try',
            tags: { 'rungraph.from': 'old/scored/1' },
            files: ['a b é 100%.txt', 'deep/er/x.csv'],
          },
          2: { ...blank, source: 's3://elsewhere/m', tags: { size: '7', 'rungraph.from': 'old/scored/2' } },
        },
      },
      empty: { description: '', tags: { 'rungraph.from': 'old/empty' }, aliases: {}, versions: {} },
      'digit-reader': {
        description: '',
        tags: { 'rungraph.from': 'old/digit-reader' },
        aliases: { champion: '2', canary: '2' },
        versions: {
          1: made('first-model', 'ablation', 1, ['data/weights.bin', 'python_env.yaml', 'requirements.txt']),
          2: made('second-model', 'final 2', 2, ['requirements.txt']),
        },
      },
    });

    const { runs: ofRuns, models } = await verifyPlan(plan, { ...world.world, lines, parallel: 2 });
    expect([...ofRuns, ...models].filter(({ equal }) => !equal)).toEqual([]);
    // Begun again without its ledger, nothing is there twice.
    await world.run(plan, { ledgerFile: `${world.ledgerFile}.2` });
    expect(await openRegistry(server.url).versions()).toHaveLength(5);
  });
});

const blank = { run: '', stage: 'None', description: '', files: [] };

function made(folder: string, run: string, version: number, files: readonly string[]) {
  const source = expect.stringMatching(new RegExp(`/artifacts/${folder}$`)) as unknown;
  return { ...blank, source, run, tags: { 'rungraph.from': `old/digit-reader/${version}` }, files };
}

async function fill(registry: RegistryCalls): Promise<void> {
  const maker = (await registry.runs()).find(({ name }) => name === 'ablation')?.id ?? '';
  const tags = { team: 'search', 'a.b/c': 'é', 'a(b': 'x' };
  await registry.createModel({ name: 'scored', description: 'what ranks', tags });
  const source = `${await registry.rootOf(maker)}/plots`;
  await registry.createVersion({ name: 'scored', source, run_id: maker, description: 'first try' });
  await registry.createVersion({ name: 'scored', source: 's3://elsewhere/m', tags: { size: '7' } });
  await registry.setStage({ name: 'scored', version: '1', stage: 'Production' });
  await registry.setAlias({ name: 'scored', alias: 'best', version: '2' });
  await registry.createModel({ name: 'empty', description: '', tags: {} });
  await registry.createModel({ name: 'theirs', description: 'of the source', tags: { lost: 'yes' } });
  await registry.createVersion({ name: 'theirs', source: 's3://elsewhere/n' });
}
