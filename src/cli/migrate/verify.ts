import pc from 'picocolors';
import { ledgerOf, readLedger } from '../../core/migrate/ledger.ts';
import { readPlan } from '../../core/migrate/plan-file.ts';
import { verifyPlan } from '../../core/migrate/verify-plan.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { openWorld } from './open-world.ts';
import { openCounter } from './progress.ts';
import { count } from './render.ts';
import type { RunCommand } from './run.ts';
import { told } from './told.ts';

/** `rungraph migrate verify`: reads both sides whole. Exit code 1 where anything differs. */
export function verify(file: string, options: RunCommand): Promise<ExitCode> {
  return told(async () => {
    const plan = await readPlan(file);
    const lines = await readLedger(ledgerOf(file));
    const world = await openWorld(options);
    const counter = openCounter('Verifying');
    let looked = 0;
    try {
      const { parallel } = options;
      const { runs, models } = await verifyPlan(plan, {
        ...world,
        lines,
        parallel,
        onWait: counter.say,
        onRun() {
          counter.update((looked += 1));
        },
      });
      counter.stop();
      const equal = runs.filter((verdict) => verdict.equal).length;
      const parted = [...runs, ...models].filter((verdict) => !verdict.equal);
      if (options.json) process.stdout.write(`${JSON.stringify({ equal, verdicts: runs, models }, null, 2)}\n`);
      else {
        const told = parted.map((verdict) => {
          const what = 'run' in verdict ? verdict.run : `model ${verdict.model}`;
          return `${pc.red('differs')} ${printable(what)}: ${printable(verdict.why ?? '')}`;
        });
        const ofModels = models.filter((verdict) => verdict.equal).length;
        const also = models.length === 0 ? '' : `, and ${count(ofModels, 'registered model')} of ${models.length},`;
        const whole = `${count(equal, 'run')} of ${runs.length}${also} equal to the source, value by value, with the declared losses applied.`;
        process.stdout.write(`${[...told, whole].join('\n')}\n`);
      }
      return parted.length === 0 ? exitCodes.ok : exitCodes.failed;
    } finally {
      counter.stop();
      await world.close();
    }
  });
}
