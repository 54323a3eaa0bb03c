import type { Capabilities, Condition } from '../../contract/capabilities.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import type { Collisions } from './collisions.ts';
import { renameRun } from './rename-run.ts';
import { isAliased, nativeSelection, type SourceAliases } from './source-aliases.ts';

/**
 * The same adapter, whose runs bear canonical keys. Filters and sorts by keys that have aliases are the gateway's: the tracker
 * knows each run's own name alone.
 */
export function aliasAdapter(adapter: SourceAdapter, aliases: SourceAliases, collisions: Collisions): SourceAdapter {
  const renamed = new WeakMap<Run, Run>();
  function rename(run: Run): Run {
    const known = renamed.get(run) ?? renameRun(run, aliases, (...found) => collisions.note(run.nativeId, ...found));
    renamed.set(run, known);
    return known;
  }
  return {
    ...adapter,
    async probe(context) {
      const answer = await adapter.probe(context);
      return { ...answer, capabilities: aliasCapabilities(answer.capabilities, aliases) };
    },
    async searchRuns(context, search) {
      const page = await adapter.searchRuns(toNative(context, aliases), search);
      return { ...page, runs: page.runs.map(rename) };
    },
    async getRuns(context, ids) {
      const slots = await adapter.getRuns(toNative(context, aliases), ids);
      return slots.map((slot) => (slot === null || isRungraphError(slot) ? slot : rename(slot)));
    },
  };
}

function toNative(context: SourceContext, aliases: SourceAliases): SourceContext {
  const { params, metrics, tags, parts } = context.projection;
  return {
    ...context,
    projection: {
      params: nativeSelection(aliases.params, params),
      metrics: nativeSelection(aliases.metrics, metrics),
      tags: nativeSelection(aliases.tags, tags),
      parts,
    },
  };
}

/** What a source can do, but for keys that have aliases. */
export function aliasCapabilities(capabilities: Capabilities, aliases: SourceAliases): Capabilities {
  const unless = <T extends { readonly field: Field }>(when: Condition<T> | undefined): Condition<T> => ({
    says: [when?.says ?? [], 'of keys without aliases'].flat().join(', '),
    holds: (subject) => !isAliased(aliases, subject.field) && (when === undefined || when.holds(subject)),
  });
  return {
    ...capabilities,
    clauses: capabilities.clauses.map((rule) => ({ ...rule, when: unless(rule.when) })),
    sorts: capabilities.sorts.map((rule) => ({ ...rule, when: unless(rule.when) })),
  };
}
