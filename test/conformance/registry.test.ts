import { trackers } from '../../adapters/registry.ts';
import { describeConformance } from './suite.ts';
import type { Target } from './target.ts';

// Every tracker of the registry, each by the targets that its own test folder names.

/** More of them find rarer mistakes: CONFORMANCE_QUESTIONS=2000 npx jest … */
const questions = Number(process.env['CONFORMANCE_QUESTIONS'] ?? 150);

const modules = await Promise.all(
  trackers.map(async ({ kind }) => {
    const module: { targets: readonly Target[] } = await import(`../adapters/${kind}/targets.ts`);
    return module;
  }),
);

modules.forEach(({ targets }) => {
  targets.forEach((target, index) => describeConformance(target, { questions, seed: 11 + index }));
});

test('every tracker of the registry brings something to run the suite against', () => {
  expect(modules.map(({ targets }) => targets.length > 0)).toEqual(trackers.map(() => true));
});
