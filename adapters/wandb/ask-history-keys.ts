import DataLoader from 'dataloader';
import type { UpstreamContext } from '../../src/contract/context.ts';
import { groupBy } from '../../src/kit/group-by.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import type { RunsQuery } from './batch-runs.ts';
import type { WandbClient } from './client.ts';
import { readDefinitions } from './definitions.ts';
import { bookkeepingKey, fieldsFor } from './documents.ts';
import { isJsonObject, type JsonObject } from './flatten-config.ts';
import { flattenSummary } from './flatten-summary.ts';
import { projectIdOf, type ProjectKey } from './ids.ts';
import { nextCursor } from './next-cursor.ts';
import { readObject } from './read-fields.ts';
import { isPlainKey } from './to-native-filter.ts';
import { withBetterRuns, type Found } from './with-better-runs.ts';
import type { WireRun } from './wire.ts';

/** What the summary of a run leaves open: everything, or whether it logged some metrics at all. */
type Doubt = 'everything' | readonly string[];

/** Runs of one project that are in doubt. */
interface Doubtful {
  readonly context: UpstreamContext;
  readonly project: ProjectKey;
  readonly runs: readonly { readonly wire: WireRun; readonly doubt: Doubt }[];
}

/** What a run logged, by its name. */
type Catalogues = ReadonlyMap<string, unknown>;

/**
 * The same client, which also asks for the catalogue of what was logged, of runs whose summary does not tell enough about
 * the metrics in question. The catalogue names everything that a run logged, which makes it large: most runs need none.
 * Runs of several projects that are in doubt at the same moment are asked for with one filter, so that the client asks
 * for all of their projects in one request.
 */
export function askHistoryKeys(client: WandbClient): WandbClient {
  const catalogues = new DataLoader<Doubtful, Catalogues>(
    async (all) => {
      const groups = groupBy(all, ({ context: { principal, traceId } }) => JSON.stringify([principal, traceId]));
      const answers = new Map<Doubtful, Catalogues | Error>();
      await Promise.all(
        [...groups.values()].map(async (group) => {
          const filters = JSON.stringify(filterFor(group.flatMap(({ runs }) => runs)));
          const settled = await Promise.allSettled(group.map((one) => readCatalogues(client, one, filters)));
          settled.forEach((one, index) => {
            const asked = group[index];
            if (asked !== undefined) answers.set(asked, one.status === 'fulfilled' ? one.value : toError(one.reason));
          });
        }),
      );
      return all.map((one) => answers.get(one) ?? new Error('a catalogue was lost'));
    },
    { cache: false, batchScheduleFn: (dispatch) => void setImmediate(dispatch) },
  );

  /** Runs in doubt, each with its catalogue. One that the server does not name logged none of the metrics in question. */
  async function readMissing(
    context: UpstreamContext,
    found: readonly Found[],
    metrics: readonly string[],
  ): Promise<ReadonlyMap<WireRun, WireRun>> {
    const doubtful = found.flatMap((one) => {
      const doubt = doubtAbout(one.wire, metrics);
      return doubt === undefined ? [] : [{ ...one, doubt }];
    });
    const projects = groupBy(doubtful, ({ project }) => projectIdOf(project));
    const known = new Map<WireRun, WireRun>();
    await Promise.all(
      [...projects.values()].map(async (runs) => {
        const [first] = runs;
        if (first === undefined) return;
        const told = await catalogues.load({ context, project: first.project, runs });
        for (const { wire } of runs) known.set(wire, { ...wire, historyKeys: told.get(wire.name) ?? null });
      }),
    );
    return known;
  }

  return withBetterRuns(client, (context, found, { metricKeys }) => readMissing(context, found, metricKeys));
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
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
      // Put there by hand, or by several writers of one run: each has a summary.
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

const mostRuns = 1000;

/** The catalogues of one project's runs that the filter finds. */
async function readCatalogues(
  client: WandbClient,
  { context, project: { entity, project }, runs }: Doubtful,
  filters: string,
): Promise<Catalogues> {
  const fields = { ...fieldsFor(emptyProjection), historyKeys: true };
  const first = Math.min(mostRuns, runs.length);
  const told = new Map<string, unknown>();
  let after: string | null = null;
  do {
    const query: RunsQuery = { project: { entity, project }, first, after, filters, order: '+created_at', fields };
    const { edges = [], pageInfo } = (await client.searchRuns(context, query))?.runs ?? {};
    for (const { node } of edges) if (node) told.set(node.name, node.historyKeys);
    after = nextCursor('runs', pageInfo, after);
  } while (after !== null);
  return told;
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
