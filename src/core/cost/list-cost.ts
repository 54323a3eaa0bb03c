import type { Capabilities } from '../../contract/capabilities.ts';
import type { Filter, SortKey } from '../../contract/filter.ts';
import { fieldsOf, fieldsOfOrder, metricFields } from '../query/fields-of.ts';
import { filterAtSource } from '../query/filter-at-source.ts';
import { namesProjects, narrowProjects } from '../query/narrow-projects.ts';
import { dropsRows, firstOfReading, firstPageSize } from '../query/page-sizes.ts';
import { planSource } from '../query/plan.ts';
import { summaryOf } from '../rows/read-field.ts';
import type { Source } from '../sources/source.ts';
import { requestsOf } from './requests-of.ts';

/** A list of runs at one source, as an estimate sees it. */
export interface ListedAt {
  readonly source: Pick<Source, 'id' | 'aliases'>;
  readonly capabilities: Capabilities;
  readonly filter: Filter;
  /** Null for any order. */
  readonly order: readonly SortKey[] | null;
  /** Native ids; null for all of them. */
  readonly projects: readonly string[] | null;
  /** How many rows are wanted; null for all of them. */
  readonly take: number | null;
  /** How many runs the source is taken to have. */
  readonly runs: number;
}

/** Projects that are counted where a tracker takes a search for each one and the question names none. */
const assumedProjects = 20;
/** Pages of branches that begin small. */
const pagesOfSmall = 2;

/** How many requests a list costs, by the plan that it will have. Asks nobody. */
export function costOfList(asked: ListedAt): number {
  const { source, capabilities, order, take, runs } = asked;
  const { limits, summaries } = capabilities;
  const requests = requestsOf(capabilities);
  const atSource = filterAtSource(asked.filter, source.id);
  const filter = namesProjects(atSource) ? narrowProjects(atSource, [], null).filter : atSource;
  const plan = planSource(filter, order, capabilities, source.aliases);
  if (plan.branches.length === 0) return 0;
  const projects = asked.projects?.length ?? assumedProjects;
  const searches = plan.branches.length * (limits.searchProjects === undefined ? 1 : projects);
  const readsAll = dropsRows(plan) || take === null || order === null;
  const first = firstOfReading(take ?? 0, searches);
  // Pages grow until they have the size of the largest.
  const growing = Math.ceil(Math.log2(Math.max(1, Math.min(runs, limits.pageRuns) / first)));
  const pages = readsAll
    ? searches * (1 + growing) + Math.floor(runs / limits.pageRuns)
    : searches * (searches > 8 ? pagesOfSmall : Math.ceil(firstPageSize(plan, take) / limits.pageRuns));
  const computed = metricFields([...fieldsOf(plan.residual), ...fieldsOfOrder(order)]).filter(
    ({ aggregate }) => !summaries.includes(summaryOf[aggregate]),
  );
  const rows = readsAll ? runs : take;
  return pages * requests.page + computed.length * rows * requests.series;
}
