import { deadlineMs, startPoisonedGateway, toxics, type Outcome } from '../test/support/poisoned-gateway.ts';
import { heading, line, ms } from './support/print.ts';

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
  const recovered = async (): Promise<void> => {
    await gateway.poison(null);
    while ((await gateway.ask()).states['poisoned'] !== 'OK') await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await recovered();
  report('nothing wrong', await ask());
  for (const [toxic] of toxics) {
    await recovered();
    await gateway.poison(toxic);
    report(JSON.stringify(toxic), await ask());
  }
  const startedAt = performance.now();
  await recovered();
  line('well again after', ms(performance.now() - startedAt));
  await gateway.close();
}

function report(what: string, outcomes: readonly Outcome[]): void {
  const times = outcomes.map((outcome) => outcome.ms).sort((a, b) => a - b);
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
  const well = outcomes.filter(({ states }) => states['poisoned'] === 'OK').length;
  line(
    what,
    `p99 ${ms(p99)}`,
    `${String(well)} whole, ${String(outcomes.length - well)} labelled; goal: at most ${String(deadlineMs + 200)} ms`,
  );
}
