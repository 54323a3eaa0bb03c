import { trackers } from '../../adapters/registry.ts';
import { describeConformance } from './suite.ts';
import type { Target } from './target.ts';

// Every tracker of the registry, each by the targets that its own test folder names.

/** More of them find rarer mistakes: CONFORMANCE_QUESTIONS=2000 npx jest … */
const questions = Number(process.env['CONFORMANCE_QUESTIONS'] ?? 150);

const modules: { readonly targets: readonly Target[] }[] = [];
// One after the other: Jest's loader loses modules that two imports at a time have in common.
for (const { kind } of trackers) modules.push(await import(`../adapters/${kind}/targets.ts`));

modules.forEach(({ targets }) => {
  targets.forEach((target, index) => describeConformance(target, { questions, seed: 11 + index }));
});

test('every tracker of the registry brings something to run the suite against', () => {
  expect(modules.map(({ targets }) => targets.length > 0)).toEqual(trackers.map(() => true));
});
