import type { Json } from '../../../../src/contract/value.ts';
import type { SampleSummary } from '../../../../src/emulator-kit/sample/sample-data.ts';
import type { JsonObject } from '../json.ts';
import { put } from './put.ts';

type Definition = NonNullable<SampleSummary['definitions']>[number];

/** A key that does not begin with what the SDK keeps for itself, by its name or by a pattern. */
function definitionOf(key: string, definitions: readonly Definition[]): Definition['as'] | undefined {
  if (key.startsWith('_')) return undefined;
  const named = definitions.find(({ metric }) => metric === key);
  const covers = ({ metric }: Definition): boolean => metric.endsWith('*') && key.startsWith(metric.slice(0, -1));
  return (named ?? definitions.find(covers))?.as;
}

/**
 * The summary that the SDK would have sent with these rows. As there, a definition of a key with a dot is one of a
 * nested metric, so that a plain key of the same name is summed up by its last value.
 */
export function summaryOf(rows: readonly JsonObject[], summary: SampleSummary | undefined, nest: boolean): JsonObject {
  const { definitions = [], values = [], upTo } = summary ?? {};
  const made: { [key: string]: Json } = {};
  const pathOf = (key: string): readonly string[] => (nest ? key.split('.') : [key]);
  const seen = new Map<string, number[]>();
  for (const row of rows) {
    if (upTo !== undefined && Number(row['_step']) > Number(upTo)) continue;
    for (const [key, value] of Object.entries(row)) {
      const as = pathOf(key).length === 1 && key.includes('.') ? undefined : definitionOf(key, definitions);
      if (as === 'none') continue;
      const numbers = [...(seen.get(key) ?? []), Number(value)];
      seen.set(key, numbers);
      put(made, pathOf(key), as === undefined ? value : { [as]: aggregates[as](numbers) });
    }
  }
  for (const { key, value } of values) put(made, pathOf(key), value);
  return made;
}

const aggregates: Readonly<Record<Exclude<Definition['as'], 'none'>, (numbers: readonly number[]) => number>> = {
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
  mean: (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
};

/** As wandb_telemetry's protobuf numbers the ways of summing up. */
export const flags: Readonly<Record<Definition['as'], number>> = { min: 1, max: 2, mean: 3, none: 6 };

/** Definitions as a config has them: names under 1, patterns under 2. */
export function configOf({ definitions = [] }: SampleSummary): readonly JsonObject[] {
  return definitions.map(({ metric, as }) => {
    const name = metric.endsWith('*') ? { '2': metric } : { '1': metric };
    return { ...name, '6': metric.endsWith('*') ? [] : [3], '7': [flags[as]] };
  });
}
