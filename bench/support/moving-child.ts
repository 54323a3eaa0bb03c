import { join } from 'node:path';
import { z } from 'zod';
import { makePlan } from '../../src/core/migrate/make-plan.ts';
import { runPlan } from '../../src/core/migrate/run-plan.ts';
import { assembleConfig } from '../../test/support/assemble.ts';
import { quietScope } from '../../test/support/quiet-scope.ts';
import { answerQuestions, serveChild } from './children.ts';
import type { Moved } from './moved-shape.ts';

// Moves one source into another, in a process that holds nothing else, and tells how it went when it is asked.

const config = z.record(z.string(), z.unknown());
const argument = z.object({ folder: z.string(), source: config, target: config, parallel: z.number() });

async function move({ folder, source, target, parallel }: z.infer<typeof argument>): Promise<Moved> {
  const gateway = await assembleConfig({ old: source, new: target });
  const world = { sources: gateway.sources, scope: quietScope(), patienceMs: 30_000 };
  const plan = await makePlan({
    ...world,
    ...{ from: 'old', to: 'new', where: null, archived: 'INCLUDE', artifacts: { kind: 'all' }, running: 'skip' },
    ...{ strict: false, allow: [], projects: new Map<string, string>(), models: true, knownAs: null, deep: null },
  });
  const total = plan.runs.reduce((sum, { points }) => sum + (points ?? 0), 0);
  const held = (): number => process.memoryUsage().rss / 2 ** 20;
  let [points, earlyMb, peakMb] = [0, 0, 0];
  const began = performance.now();
  const summary = await runPlan(plan, {
    ...world,
    ledgerFile: join(folder, 'plan.ledger.jsonl'),
    parallel,
    onEvent(event) {
      if (event.kind !== 'points') return;
      points += event.count;
      peakMb = Math.max(peakMb, held());
      if (earlyMb === 0 && points > total / 10) earlyMb = held();
    },
  });
  const took = performance.now() - began;
  await gateway.close();
  if (summary.failed > 0) throw new Error(`${String(summary.failed)} runs could not be moved`);
  return { rate: (total * 1000) / took, earlyMb, lateMb: held(), peakMb };
}

await serveChild((given) => {
  const asked = argument.parse(given);
  answerQuestions((question) => (question === 'move' ? move(asked) : null));
  return Promise.resolve('');
});
