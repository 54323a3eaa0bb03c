import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Value } from '../../../src/contract/value.ts';
import { createRandom, type Random } from '../../conformance/random/random.ts';

const at = Date.UTC(2025, 4, 1);
const keys = [
  'lr',
  'a/b',
  'a.b',
  'größe 1',
  'we@ird',
  'x'.repeat(260),
  'opt[0]',
  ' ',
  '🚀',
  'sys/mine',
  'k=v',
] as const;
const numbers = [0, 0.1 + 0.2, -1.5, 5e-324, 1e300, NaN, Infinity, -Infinity] as const;

/** Runs with odd keys and values: the same for the same seed. */
export function randomRuns(seed: number, count: number): SampleData {
  const random = createRandom(seed);
  const runs = Array.from({ length: count }, (_run, index) => randomRun(random, `r${seed}-${index}`));
  return { projects: [{ name: 'vision', description: null, createdAt: at }], runs };
}

function randomRun(random: Random, key: string): SampleRun {
  const startedAt = at + random.integer(0, 1e9);
  return {
    ...{ key, project: 'vision', name: `run ${key}`, status: 'FINISHED', startedAt },
    endedAt: startedAt + random.integer(1, 1e6),
    ...{ user: null, group: null, jobType: null, parent: null, git: null, entryPoint: null },
    notes: random.chance(0.5) ? `notes of ${key}\nin two lines` : null,
    archived: random.chance(0.2),
    tags: some(random, ['good', 'bad one', '🚀']).map((label) => ({ key: label, value: null })),
    params: some(random, keys).map((name) => ({ key: name, value: randomValue(random) })),
    metrics: some(random, ['loss', 'acc/top 1', 'we@ird', 'é']).flatMap((metric) =>
      some(random, [{}, { subset: 'train' }, { subset: 'val', fold: 3 }]).map((context) => ({
        key: metric,
        context,
        points: Array.from({ length: random.integer(1, 30) }, (_point, step) => ({
          step: step * random.integer(1, 3) + step,
          value: random.chance(0.2) ? random.pick(numbers) : random.next(),
          timestamp: startedAt + step * 1000,
        })),
      })),
    ),
    ...{ datasets: [], files: [], models: [], usedModels: [] },
  };
}

function randomValue(random: Random): Value {
  switch (random.integer(0, 4)) {
    case 0:
      return random.pick(['adam', '', '0.10', 'True', 'null', '🚀'.repeat(3), 'x'.repeat(7000)]);
    case 1:
      return random.chance(0.5);
    case 2:
      return random.integer(-1000, 1000);
    case 3:
      return random.pick(numbers);
    default:
      return random.next();
  }
}

function some<T>(random: Random, all: readonly T[]): readonly T[] {
  return all.filter(() => random.chance(0.6));
}
