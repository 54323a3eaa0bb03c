import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { ordinaryRun } from './ordinary-run.ts';

/** What is special of a run: tags, params and metrics come on top of the ordinary ones, all else takes their place. */
export type Special = Partial<Omit<SampleRun, 'key'>>;

/** An ordinary run with something special. */
export function specialRun(key: string, special: Special): SampleRun {
  const ordinary = ordinaryRun(key);
  return {
    ...ordinary,
    ...special,
    tags: withoutRepeats([...(special.tags ?? []), ...ordinary.tags]),
    params: withoutRepeats([...(special.params ?? []), ...ordinary.params]),
    metrics: [...ordinary.metrics.filter((metric) => !isSpecial(special, metric.key)), ...(special.metrics ?? [])],
  };
}

function withoutRepeats<T extends { readonly key: string }>(list: readonly T[]): readonly T[] {
  return list.filter((item, index) => list.findIndex((other) => other.key === item.key) === index);
}

function isSpecial(special: Special, key: string): boolean {
  return special.metrics?.some((metric) => metric.key === key) ?? false;
}
