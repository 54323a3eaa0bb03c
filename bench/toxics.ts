import { recover } from '../test/support/check-toxics.ts';
import { deadlineMs, startPoisonedGateway, toxics, type Outcome } from '../test/support/poisoned-gateway.ts';
import { heading, line, ms, quantile } from './support/print.ts';

const questions = 60;

/** One of four sources behind connections that are spoiled in eight ways: how long the slowest questions take. */
export async function toxicBench(): Promise<void> {
  heading(
    `One source of four behind a spoiled connection, its deadline ${String(deadlineMs)} ms, ${String(questions)} questions each`,
  );
  const gateway = await startPoisonedGateway();
  const ask = async (): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (let asked = 0; asked < questions; asked += 1) outcomes.push(await gateway.ask());
    return outcomes;
  };
  await recover(gateway);
  report('nothing wrong', await ask());
  for (const [toxic] of toxics) {
    await recover(gateway);
    await gateway.poison(toxic);
    report(JSON.stringify(toxic), await ask());
  }
  const startedAt = performance.now();
  await recover(gateway);
  line('well again after', ms(performance.now() - startedAt));
  await gateway.close();
}

function report(what: string, outcomes: readonly Outcome[]): void {
  const p99 = quantile(
    outcomes.map((outcome) => outcome.ms),
    0.99,
  );
  const well = outcomes.filter(({ states }) => states['poisoned'] === 'OK').length;
  line(
    what,
    `p99 ${ms(p99)}`,
    `${String(well)} whole, ${String(outcomes.length - well)} labelled; goal: at most ${String(deadlineMs + 200)} ms`,
  );
}
