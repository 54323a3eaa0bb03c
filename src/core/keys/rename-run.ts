import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { Metric, Part, Run } from '../../contract/run.ts';
import type { KeyPart } from '../../contract/projection.ts';
import type { NativeName, PartAliases, SourceAliases } from './source-aliases.ts';

/** Is told of a key that a run has under several names: the first counts, the others keep their own. */
export type NoteCollision = (part: KeyPart, key: string, others: readonly string[]) => void;

/**
 * A run under canonical keys: each collects the value under the key itself where the run has it, else that of the first
 * alias that it has. The others keep their own names.
 */
export function renameRun(run: Run, { params, metrics, tags }: SourceAliases, note: NoteCollision): Run {
  const of = (part: KeyPart) => (key: string, others: readonly string[]) => note(part, key, others);
  return {
    ...run,
    params: renamePart(run.params, params, of('params'), (param, key) => ({ ...param, key })),
    metrics: renamePart(run.metrics, metrics, of('metrics'), renameMetric),
    tags: renamePart(run.tags, tags, of('tags'), (tag, key) => ({ ...tag, key })),
  };
}

/** One series that is taken out of its key has no context any more but for its tracker. */
function renameMetric(metric: Metric, key: string, { context }: NativeName): Metric {
  if (context === null || metric.context === null) return { ...metric, key };
  return { ...metric, key, context: {}, nativeContext: metric.context };
}

type Keyed = Pick<Metric, 'key'> & Partial<Pick<Metric, 'context'>>;

function renamePart<T extends Keyed>(
  part: Part<T>,
  { byKey }: PartAliases,
  note: (key: string, others: readonly string[]) => void,
  rename: (item: T, key: string, name: NativeName) => T,
): Part<T> {
  if (byKey.size === 0 || isRungraphError(part)) return part;
  const renamed = new Map<T, T>();
  for (const [key, names] of byKey) {
    const own = part.filter((item) => item.key === key);
    const found = names
      .map((name) => ({ name, items: part.filter((item) => fits(item, name)) }))
      .filter(({ items }) => items.length > 0);
    const counting = own.length > 0 ? undefined : found[0];
    const others = counting === undefined ? found : found.slice(1);
    if (others.length > 0)
      note(
        key,
        others.map(({ name }) => spell(name)),
      );
    if (counting === undefined) continue;
    for (const item of counting.items) renamed.set(item, rename(item, key, counting.name));
  }
  return renamed.size === 0 ? part : part.map((item) => renamed.get(item) ?? item);
}

function fits(item: Keyed, { key, context }: NativeName): boolean {
  return item.key === key && (context === null || canonicalJson(item.context ?? {}) === context);
}

function spell({ key, context }: NativeName): string {
  return context === null ? key : `${key} ${context}`;
}
