import { isRungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import type { Collisions } from './collisions.ts';
import { renameRun } from './rename-run.ts';
import { nativeSelection, type SourceAliases } from './source-aliases.ts';

/**
 * The same adapter, whose runs bear canonical keys. Searches come in the tracker's own names: the planner sees to that.
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
