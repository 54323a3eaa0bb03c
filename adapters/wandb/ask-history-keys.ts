import type { CallContext } from '../../src/contract/context.ts';
import { isRungraphError } from '../../src/contract/error.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import type { ProjectPage, WandbClient } from './client.ts';
import { readDefinitions } from './definitions.ts';
import { bookkeepingKey, fieldsFor } from './documents.ts';
import { isJsonObject, type JsonObject } from './flatten-config.ts';
import { flattenSummary } from './flatten-summary.ts';
import { projectIdOf, type ProjectKey } from './ids.ts';
import { readObject } from './read-fields.ts';
import { isPlainKey } from './to-native-filter.ts';
import type { WireRun } from './wire.ts';

/** A run of an answer. */
interface Found {
  readonly project: ProjectKey;
  readonly wire: WireRun;
}

/** What the summary of a run leaves open: everything, or whether it logged some metrics at all. */
type Doubt = 'everything' | readonly string[];

/**
 * The same client, which also asks for the catalogue of what was logged, of runs whose summary does not tell enough about
 * the metrics in question. The catalogue names everything that a run logged, which makes it large: most runs need none.
 */
export function askHistoryKeys(client: WandbClient): WandbClient {
  return {
    ...client,

    async searchRuns(context, query) {
      const pages = await client.searchRuns(context, query);
      const found = query.pages.flatMap(({ project }, index) => {
        const edges = pages[index]?.runs?.edges ?? [];
        return edges.flatMap(({ node }) => (node === null || node === undefined ? [] : [{ project, wire: node }]));
      });
      const known = await readMissing(client, context, found, query.fields.metricKeys);
      if (known.size === 0) return pages;
      return pages.map((page) => {
        if (page?.runs === null || page?.runs === undefined) return page;
        const edges = page.runs.edges.map(({ node, ...edge }) => ({
          ...edge,
          node: node && (known.get(node) ?? node),
        }));
        return { ...page, runs: { ...page.runs, edges } };
      });
    },

    async getRuns(context, ids, fields) {
      const slots = await client.getRuns(context, ids, fields);
      const found = ids.flatMap((project, index) => {
        const wire = slots[index] ?? null;
        return wire === null || isRungraphError(wire) ? [] : [{ project, wire }];
      });
      const known = await readMissing(client, context, found, fields.metricKeys);
      return slots.map((slot) => (slot === null || isRungraphError(slot) ? slot : (known.get(slot) ?? slot)));
    },
  };
}

/** Runs in doubt, each with its catalogue. One that the server does not name logged none of the metrics in question. */
async function readMissing(
  client: WandbClient,
  context: CallContext,
  found: readonly Found[],
  metrics: readonly string[],
): Promise<ReadonlyMap<WireRun, WireRun>> {
  const doubtful = found.flatMap((one) => {
    const doubt = doubtAbout(one.wire, metrics);
    return doubt === undefined ? [] : [{ ...one, doubt }];
  });
  const catalogues = doubtful.length === 0 ? new Map<string, unknown>() : await read(client, context, doubtful);
  return new Map(
    doubtful.map(({ project, wire }) => [
      wire,
      { ...wire, historyKeys: catalogues.get(placeOf(project, wire)) ?? null },
    ]),
  );
}

function doubtAbout(wire: WireRun, metrics: readonly string[]): Doubt | undefined {
  if (metrics.length === 0 || wire.historyKeys !== undefined) return undefined;
  // The SDK sends the whole summary with the end of a run. Of one that did not end well, or goes on, it may be old.
  if (wire.state !== 'finished') return 'everything';
  const summary = readObject(wire.summaryMetrics);
  const definitions = readDefinitions(definitionsIn(wire));
  const { numbers, redefined, others } = flattenSummary(summary, definitions);
  const missing: string[] = [];
  for (const metric of metrics) {
    if (numbers.has(metric)) {
      // Put there by hand, or by several writers of one run, each of whom has a summary.
      if (definitions.redefines(metric) || summary['_step'] === undefined) return 'everything';
    } else if (!redefined.has(metric)) {
      // A filter finds only keys that a path can name, and may not find those with dots.
      if (others.has(metric) || !isPlainKey(metric) || metric.includes('.')) return 'everything';
      missing.push(metric);
    }
  }
  return missing.length === 0 ? undefined : missing;
}

/** Configs are long, and few hold a definition with ways of summing up: the text tells. */
function definitionsIn({ config }: WireRun) {
  if (!/"7":\s*\[\s*\d/.test(config ?? '')) return undefined;
  const bookkeeping = readObject(config)[bookkeepingKey];
  const value = isJsonObject(bookkeeping) ? (bookkeeping['value'] ?? bookkeeping) : undefined;
  return isJsonObject(value) ? value['m'] : undefined;
}

/** Projects of one request. */
const projectsPerCall = 25;
const mostRuns = 1000;

async function read(
  client: WandbClient,
  context: CallContext,
  doubtful: readonly (Found & { readonly doubt: Doubt })[],
): Promise<ReadonlyMap<string, unknown>> {
  const fields = { ...fieldsFor(emptyProjection), historyKeys: true };
  const query = { filters: JSON.stringify(filterFor(doubtful)), order: '+created_at', fields } as const;
  const projects = new Map(doubtful.map(({ project }) => [projectIdOf(project), project]));
  const catalogues = new Map<string, unknown>();
  let pages: readonly ProjectPage[] = [...projects.values()].map(({ entity, project }) => {
    return { project: { entity, project }, first: Math.min(mostRuns, doubtful.length), after: null };
  });
  while (pages.length > 0) {
    const chunks = chunkEvenly(pages, projectsPerCall).map((some) =>
      client.searchRuns(context, { ...query, pages: some }),
    );
    const answers = (await Promise.all(chunks)).flat();
    pages = pages.flatMap((page, index) => {
      const { edges = [], pageInfo } = answers[index]?.runs ?? {};
      for (const { node } of edges) if (node) catalogues.set(placeOf(page.project, node), node.historyKeys);
      const after = pageInfo?.endCursor ?? null;
      return pageInfo?.hasNextPage === true && after !== null && after !== page.after ? [{ ...page, after }] : [];
    });
  }
  return catalogues;
}

function filterFor(doubtful: readonly { readonly wire: WireRun; readonly doubt: Doubt }[]): JsonObject {
  const namesOf = (runs: typeof doubtful): JsonObject => ({ name: { $in: runs.map(({ wire }) => wire.name) } });
  const wholly = doubtful.filter(({ doubt }) => doubt === 'everything');
  const partly = doubtful.filter(({ doubt }) => doubt !== 'everything');
  const metrics = new Set(partly.flatMap(({ doubt }) => doubt));
  const logged = [...metrics].map((metric) => ({ [`keys_info.keys.${metric}`]: { $exists: true } }));
  const parts: JsonObject[] = wholly.length === 0 ? [] : [namesOf(wholly)];
  if (partly.length > 0) parts.push({ $and: [namesOf(partly), { $or: logged }] });
  return { $or: parts };
}

function placeOf(project: ProjectKey, { name }: WireRun): string {
  return `${projectIdOf(project)}/${name}`;
}
