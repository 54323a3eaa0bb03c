import type { NewPoints } from '../../../src/contract/writer.ts';
import { hashValue } from './hash-value.ts';
import type { OpenRun } from './open-runs.ts';
import type { Packed } from './pack-tree.ts';
import { addToSummary, packSummary } from './summary.ts';
import type { Instruction } from './tracking-client.ts';

/** Where something of a run lies in the tree `meta`. */
export function chunk(run: OpenRun, ...path: readonly string[]): readonly Packed[] {
  return ['meta', 'chunks', run.id, ...path];
}

/** What is written once points of a series are there: that it is there, and its summary so far. */
export function summarise(run: OpenRun, meta: string, part: NewPoints): readonly Instruction[] {
  const where = part.context ?? {};
  const context = hashValue(where);
  const key = `${context} ${part.metric}`;
  const summary = addToSummary(run.series.get(key), part);
  run.series.set(key, summary);
  const at = [context, part.metric] as const;
  const put = (path: readonly Packed[], value: Packed): Instruction => [meta, '__setitem__', [path, value]];
  const described = run.contexts.has(context)
    ? []
    : [put([...chunk(run, 'contexts'), context], where), put(['meta', 'contexts', context], where)];
  run.contexts.add(context);
  return [
    ...described,
    put([...chunk(run, 'traces'), ...at], packSummary(summary)),
    put([...chunk(run, 'typed_traces', 'metric'), ...at], 1),
    put(['meta', 'traces_types', 'float', ...at], 1),
  ];
}
