import type { Adapter, RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { CallContext, UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Run } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import { compileFilter } from '../../src/core/query/evaluate.ts';
import { describeFilter } from '../../src/core/query/describe.ts';
import { compareTuples, tupleOf } from '../../src/core/query/sort-values.ts';
import { readField } from '../../src/core/rows/read-field.ts';
import type { Row } from '../../src/core/rows/row.ts';
import { shelfGroups, type MemoryShelf } from './memory-shelf.ts';

/** A tracker in memory that keeps its capability table's promises and nothing more. */
/** `probe` and `listProjects` get no projection. */
export type MemoryContext = UpstreamContext & Partial<Pick<CallContext, 'projection'>>;

export interface MemoryTracker {
  readonly runs: readonly Run[];
  readonly capabilities: Capabilities;
  readonly projects?: readonly Project[];
  /** Fewer runs a page than asked for. */
  readonly pageCap?: number;
  /** Tell a position behind every run. */
  readonly positions?: boolean;
  /** Tell how many runs match in all. */
  readonly counts?: boolean;
  /** What a page says of runs that it may lack. */
  readonly partial?: string;
  readonly series?: (runId: string, metric: string) => Series;
  /** Artifacts and the links between them and runs; without it, the groups are absent. */
  readonly shelf?: MemoryShelf;
  /** Called before every answer: throw to fail, wait to be slow. */
  readonly onCall?: (method: string, context: MemoryContext, search?: RunSearch) => void | Promise<void>;
}

export const everything: Capabilities = {
  clauses: [],
  or: false,
  sorts: [{ fields: ['startedAt'] }],
  ties: 'total',
  summaries: ['last', 'lastStep', 'min', 'max', 'first', 'count'],
  limits: { clauses: 100, pageRuns: 1000 },
};

/** The same, with everything that a shelf can do. */
export const withShelf: Capabilities = {
  ...everything,
  artifacts: { types: ['DATASET', 'MODEL', 'FILES'], findsDigests: true },
  edges: ['USED', 'PRODUCED', 'DERIVED_FROM', 'FORKED_FROM'],
};

const project: Project = { nativeId: 'p', name: 'p', url: null, description: null, createdAt: null, archived: false };

export function memoryAdapter(tracker: MemoryTracker): Adapter {
  const { runs, capabilities } = tracker;
  const enter = async (method: string, context: MemoryContext, search?: RunSearch): Promise<void> => {
    context.signal.throwIfAborted();
    context.meter.upstreamCalls += method === 'probe' ? 0 : 1;
    await tracker.onCall?.(method, context, search);
  };
  return {
    async probe(context) {
      await enter('probe', context);
      return { version: '1', capabilities, diagnostics: [], clockSkewMs: 0 };
    },
    close: () => Promise.resolve(),
    async listProjects(context) {
      await enter('listProjects', context);
      return { items: tracker.projects ?? [project], next: null };
    },
    async searchRuns(context, search) {
      if (capabilities.limits.searchProjects === 1 && search.projects?.length !== 1) {
        throw new RungraphError('INTERNAL', 'One search takes one project here.');
      }
      await enter('searchRuns', context, search);
      return pageOf(tracker, search);
    },
    async getRuns(context, ids) {
      await enter('getRuns', context);
      return ids.map((id) => runs.find((run) => run.nativeId === id) ?? null);
    },
    async getSeries(context, requests) {
      await enter('getSeries', context);
      return requests.map(({ runId, metric }) => tracker.series?.(runId, metric) ?? emptySeries);
    },
    describeSearch: ({ filter }) => describeFilter(filter),
    ...(tracker.shelf === undefined ? {} : shelfGroups(tracker.shelf, enter)),
  };
}

const emptySeries: Series = {
  steps: new Float64Array(),
  values: new Float64Array(),
  timestamps: new Float64Array(),
  totalPoints: 0,
  complete: true,
};

function pageOf(tracker: MemoryTracker, search: RunSearch): RunPage {
  const matches = compileFilter(search.filter);
  const rows = tracker.runs
    .filter((run) => search.projects === null || search.projects.includes(run.projectId))
    .filter((run) => search.archived === 'INCLUDE' || run.archived === (search.archived === 'ONLY'))
    .map((run): Row => ({ source: 's', run, projectName: null }))
    .filter(matches);
  const sorted = search.order === null ? rows : sortRows(rows, search, tracker.capabilities);
  const start = Number(search.after ?? 0);
  const page = sorted.slice(start, start + Math.min(search.limit, tracker.pageCap ?? Infinity));
  const end = start + page.length;
  return {
    runs: page.map(({ run }) => run),
    next: end < sorted.length ? String(end) : null,
    ...(tracker.partial === undefined ? {} : { partial: tracker.partial }),
    ...(tracker.counts === true ? { total: sorted.length } : {}),
    ...(tracker.positions === true ? { positions: page.map((_row, index) => String(start + index + 1)) } : {}),
  };
}

/** As the table promises: ties in no order where it says none, NaN before missing where it says so. */
function sortRows(rows: readonly Row[], { order }: RunSearch, { ties, sorts }: Capabilities): readonly Row[] {
  const keys = order ?? [];
  const asked = keys.length === 0 ? [{ field: { kind: 'startedAt' as const }, descending: true }] : keys;
  const splits = keys.filter(({ field }) =>
    sorts.some((rule) => rule.splitsMissing === true && rule.fields.includes(field.kind)),
  );
  return [...rows].sort((a, b) => {
    const [left, right] = [tupleOf(a, asked), tupleOf(b, asked)];
    for (let index = 0; index < asked.length; index += 1) {
      const key = asked[index];
      if (key === undefined) continue;
      const one = (tuple: typeof left): typeof left => ({
        ...tuple,
        values: [tuple.values[index] ?? null],
        startedAt: null,
        source: '',
        id: '',
      });
      const byValue = compareTuples(one(left), one(right), [key]);
      if (byValue !== 0) return byValue;
      if (!splits.includes(key)) continue;
      const nan = (row: Row): number => (Number.isNaN(readField(row, key.field).value) ? 0 : 1);
      if (left.values[index] === null && nan(a) !== nan(b)) return nan(a) - nan(b);
    }
    return ties === 'none' ? 0 : compareTuples(left, right, asked);
  });
}
