import type { Plan } from './plan.ts';
import { isAlways } from './simplify.ts';

/** How many rows one branch asks for, page after page. */
export interface PageSizes {
  /** How many to ask for next. */
  next(): number;
  /** Told how long a page took, in milliseconds. */
  took(ms: number): void;
  /** How the sizes changed, a letter a page: `+` doubled, `=` stayed, `-` halved. Growth at the end is left out. */
  steps(): string;
}

export interface SizeRange {
  readonly first: number;
  readonly most: number;
  /** The steps of an earlier reading. They are taken again; after them, time decides. */
  readonly steps?: string | undefined;
}

const fewestWhereSlow = 50;

/**
 * Asks for more rows while the tracker is quick, and for fewer after a slow page. A page's time depends on the size of
 * its rows, and nobody knows that size before the first page.
 */
export function growingSizes({ first, most, steps: known = '' }: SizeRange): PageSizes {
  let size = Math.min(first, most);
  let steps = '';
  return {
    next: () => size,
    took(ms) {
      const step = known[steps.length] ?? (ms > 4000 ? '-' : ms < 1500 ? '+' : '=');
      if (step === '+') size = Math.min(most, size * 2);
      if (step === '-') size = Math.min(size, Math.max(fewestWhereSlow, Math.floor(size / 2)));
      steps += step;
    },
    steps: () => (steps.length < known.length ? known : steps.replace(/\++$/, '')),
  };
}

export function fixedSizes(size: number): PageSizes {
  return { next: () => size, took: () => undefined, steps: () => '' };
}

/** The last row of a page may tie with the next ones. So many more rows cost less than a further call. */
const tieRows = 16;
/** Where the gateway drops rows, a smaller page would be a call for few rows. */
const fewestRows = 200;
/** Up to this number, each branch is asked for a whole page, so that one call a branch is enough. */
const fewBranches = 8;
/** Each of many branches begins small, because few of them have rows on the page. */
const fewestOfMany = 10;
/** The first size of many branches that are all read to their end. */
const firstOfMany = 50;

/** One run more than the page shows: it tells whether there is a next page. More where the gateway drops some. */
export function firstPageSize(plan: Plan, first: number): number {
  if (dropsRows(plan)) return Math.max(first + 1, fewestRows);
  return plan.repair === 'ties' ? first + 1 + tieRows : first + 1;
}

export interface PageNeeds {
  /** How many rows the page of the list takes. */
  readonly take: number;
  readonly branches: number;
  /** The most rows that the tracker sends at once. */
  readonly pageRuns: number;
  /** The size that an earlier page left off with. */
  readonly known: number | undefined;
}

/** The sizes of a branch whose rows the tracker sorts. */
export function sizesOfPage(plan: Plan, { take, branches, pageRuns, known }: PageNeeds): PageSizes {
  const wanted = Math.min(pageRuns, firstPageSize(plan, take));
  const share = branches <= fewBranches ? wanted : Math.max(fewestOfMany, Math.ceil((3 * wanted) / branches));
  const first = Math.min(wanted, share);
  if (dropsRows(plan)) return growingSizes({ first: known ?? first, most: pageRuns });
  return first < wanted ? growingSizes({ first, most: wanted }) : fixedSizes(wanted);
}

/** The first size of branches that are read to their end. `wanted` is how many rows are wanted or expected in all. */
export function firstOfReading(wanted: number, branches: number): number {
  return branches <= fewBranches ? Math.max(wanted, fewestRows) : firstOfMany;
}

/**
 * Whether the tracker sends runs that the page does not show: the residual refuses them, or they are sorted further
 * down.
 */
export function dropsRows({ sort, residual }: Plan): boolean {
  return sort === 'GATEWAY' || !isAlways(residual);
}
