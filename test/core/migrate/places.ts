import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { lossesOf, makePlan, type PlanOptions } from '../../../src/core/migrate/make-plan.ts';
import type { MoveWorld } from '../../../src/core/migrate/open-move.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { runPlan } from '../../../src/core/migrate/run-plan.ts';
import type { Plan } from '../../../src/core/migrate/plan-file.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { assembleConfig, type SourceConfigs } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';

/** Sources that runs are moved between, those of a config and others that a test has opened. */
export interface Places {
  readonly world: MoveWorld;
  readonly folder: string;
  plan(from: string, to: string, own?: Partial<PlanOptions>): Promise<Plan>;
  /** Plans and moves. Answers what was not moved, and the losses as planned and as met. */
  move(from: string, to: string, own?: Partial<PlanOptions>): Promise<Moving>;
  close(): Promise<void>;
}

export interface Moving {
  readonly plan: Plan;
  readonly wrong: readonly string[];
  readonly planned: ReturnType<typeof lossesOf>;
  readonly met: ReturnType<typeof lossesOf>;
  readonly digests: ReadonlyMap<string, string>;
  /** Of the ledger. */
  readonly lines: Awaited<ReturnType<typeof readLedger>>;
}

/** `configs` may name folders below that of the test by `{folder}`. */
export async function openPlaces(configs: SourceConfigs, opened: readonly Source[] = []): Promise<Places> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-places-'));
  const named = Object.entries(configs).map(([id, config]) => {
    const place = Object.entries(config).map(([key, value]) => [key, String(value).replace('{folder}', folder)]);
    return [id, Object.fromEntries(place)] as const;
  });
  const gateway = await assembleConfig(Object.fromEntries(named));
  const sources = new Map([...gateway.sources, ...opened.map((source) => [source.id, source] as const)]);
  const world: MoveWorld = { sources, scope: quietScope(), patienceMs: 5_000 };
  const plan: Places['plan'] = (from, to, own) =>
    makePlan({
      ...world,
      ...{ from, to, where: null, archived: 'INCLUDE', artifacts: { kind: 'all' }, running: 'snapshot' },
      ...{ strict: false, allow: [], projects: new Map(), models: true, knownAs: null, deep: true, ...own },
    });
  return {
    world,
    folder,
    plan,
    async move(from, to, own) {
      const made = await plan(from, to, own);
      const ledgerFile = join(folder, `${from}-${to}.ledger.jsonl`);
      await runPlan(made, { ...world, ledgerFile, parallel: 4 });
      const lines = await readLedger(ledgerFile);
      const report = makeReport(made, lines);
      const done = lines.flatMap((line) => (line.kind === 'done' ? [[line.run, line.digest] as const] : []));
      return {
        plan: made,
        wrong: [
          ...report.runs.flatMap(({ run: id, state, why }) =>
            state === 'MOVED' ? [] : [`${id}: ${state} ${why ?? ''}`],
          ),
          ...report.models.flatMap(({ model, state, why }) =>
            state === 'MOVED' || state === 'LOST' ? [] : [`model ${model}: ${state} ${why ?? ''}`],
          ),
        ],
        planned: lossesOf(made),
        met: report.losses,
        digests: new Map(done),
        lines,
      };
    },
    async close() {
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
