import type { Plan } from './plan.ts';
import { isAlways } from './simplify.ts';

/** How many rows one branch asks for, page by page. */
export interface PageSizes {
  readonly firstSize: number;
  /** Whether later pages may grow: where nobody knows how many rows it takes. */
  readonly grows: boolean;
  readonly mostSize: number;
}

/** Rows read beyond a page whose last one may tie with the next: they cost less than a further call. */
const tieRows = 16;
/** Up to so many branches are read to the page's length each, so that one call of each fills a page. */
const fewBranches = 8;
const fewestRows = 10;

/** One run more than the page shows, which tells whether there is a next one; more where the gateway drops some. */
export function firstPageSize(plan: Plan, first: number): number {
  if (dropsRows(plan)) return Math.max(first + 1, 200);
  return plan.settle === 'ties' ? first + 1 + tieRows : first + 1;
}

/** Of many branches each begins small: few of them have rows on the page. */
export function pageSizes(plan: Plan, first: number, branches: number, pageRuns: number): PageSizes {
  const wanted = firstPageSize(plan, first);
  const share = branches <= fewBranches ? wanted : Math.max(fewestRows, Math.ceil((3 * wanted) / branches));
  const firstSize = Math.min(wanted, share);
  const drops = dropsRows(plan);
  return { firstSize, grows: drops || firstSize < wanted, mostSize: drops ? pageRuns : Math.min(pageRuns, wanted) };
}

/** Whether runs come that the page does not show: those that the residual refuses, or that are sorted further down. */
function dropsRows({ sort, residual }: Plan): boolean {
  return sort === 'GATEWAY' || !isAlways(residual);
}
