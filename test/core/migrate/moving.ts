import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startMlflowEmulator,
  type MlflowEmulator,
  type MlflowEmulatorOptions,
} from '../../../adapters/mlflow/emulator/start.ts';
import { writeArchive } from '../../../adapters/neptune/sample/write-archive.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { makePlan, type PlanOptions } from '../../../src/core/migrate/make-plan.ts';
import type { MoveWorld } from '../../../src/core/migrate/open-move.ts';
import type { Plan } from '../../../src/core/migrate/plan-file.ts';
import { runPlan, type RunOptions, type RunSummary } from '../../../src/core/migrate/run-plan.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { keepOnNeptune } from '../../adapters/neptune/limitations.ts';
import { quietScope } from '../../support/quiet-scope.ts';

/** An archive of some runs, an empty target, and what moves between them. */
export interface MovingWorld {
  readonly gateway: Gateway;
  /** Undefined where the target is a server of the test's own. */
  readonly target: MlflowEmulator | undefined;
  readonly world: MoveWorld;
  readonly folder: string;
  readonly ledgerFile: string;
  plan(options?: Partial<PlanOptions>): Promise<Plan>;
  run(plan: Plan, options?: Partial<RunOptions>): Promise<RunSummary>;
  close(): Promise<void>;
}

export interface MovingOptions extends Pick<MlflowEmulatorOptions, 'version' | 'faults'> {
  readonly line?: '2.x' | '3.x';
  /** What is read in place of an archive of the data, as a config names it. */
  readonly source?: Readonly<Record<string, unknown>>;
  /** Of a server to write to; left out, it is an emulator. */
  readonly url?: string;
}

export async function openMovingWorld(
  data: SampleData,
  { line = '3.x', url, source, ...options }: MovingOptions = {},
): Promise<MovingWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-moving-'));
  const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
  if (source === undefined) {
    const kept = { ...data, runs: data.runs.map((run) => ({ ...keepOnNeptune(run, line), datasets: run.datasets })) };
    await writeArchive(kept, { folder: path, filesFolder: filesPath, line, workspace: 'acme' });
  }
  const target =
    url !== undefined
      ? undefined
      : await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] }, ...options });
  const gateway = await assembleConfig({
    old: source ?? { tracker: 'neptune', path, filesPath },
    new: { tracker: 'mlflow', url: url ?? target?.url },
  });
  const world = { sources: gateway.sources, scope: quietScope(), patienceMs: 5_000 };
  const ledgerFile = join(folder, 'plan.ledger.jsonl');
  return {
    gateway,
    target,
    world,
    folder,
    ledgerFile,
    plan: (own) =>
      makePlan({
        ...world,
        from: 'old',
        to: 'new',
        where: null,
        archived: 'INCLUDE',
        artifacts: { kind: 'all' },
        running: 'skip',
        strict: false,
        allow: [],
        projects: new Map(),
        models: true,
        knownAs: null,
        deep: null,
        ...own,
      }),
    run: (plan, own) => runPlan(plan, { ...world, ledgerFile, parallel: 4, ...own }),
    async close() {
      await gateway.close();
      await target?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
