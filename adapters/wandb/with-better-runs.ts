import type { UpstreamContext } from '../../src/contract/context.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { WandbClient } from './client.ts';
import type { RunFieldsAsked } from './documents.ts';
import type { ProjectKey } from './ids.ts';
import type { WireRun } from './wire.ts';

/** A run of an answer. */
export interface Found {
  readonly project: ProjectKey;
  readonly wire: WireRun;
}

/** What else is known of some runs of an answer, by the run as it came; an error where the server failed at one. */
type Better = (
  context: UpstreamContext,
  found: readonly Found[],
  fields: RunFieldsAsked,
) => Promise<ReadonlyMap<WireRun, WireRun | RungraphError>>;

/** The same client. Before an answer is given out, more is asked about some of its runs. */
export function withBetterRuns(client: WandbClient, better: Better): WandbClient {
  return {
    ...client,

    /** @throws the error of a run that the server failed at: a page has no place for it. */
    async searchRuns(context, query) {
      const page = await client.searchRuns(context, query);
      if (page?.runs === null || page?.runs === undefined) return page;
      const { project, fields } = query;
      const found = page.runs.edges.flatMap(({ node }) => (node ? [{ project, wire: node }] : []));
      const known = await better(context, found, fields);
      if (known.size === 0) return page;
      const edges = page.runs.edges.map(({ node, ...edge }) => {
        const told = node && (known.get(node) ?? node);
        if (isRungraphError(told)) throw told;
        return { ...edge, node: told };
      });
      return { ...page, runs: { ...page.runs, edges } };
    },

    async getRuns(context, ids, fields) {
      const slots = await client.getRuns(context, ids, fields);
      const found = ids.flatMap((project, index) => {
        const wire = slots[index] ?? null;
        return wire === null || isRungraphError(wire) ? [] : [{ project, wire }];
      });
      const known = await better(context, found, fields);
      return slots.map((slot) => (slot === null || isRungraphError(slot) ? slot : (known.get(slot) ?? slot)));
    },
  };
}
