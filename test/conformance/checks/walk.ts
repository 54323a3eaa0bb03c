import type { Gateway, Variables } from '../../../src/graphql/gateway.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';

const document = `query ($filter: RunFilter, $where: String, $orderBy: [RunOrder!], $archived: Archived, $projects: [ID!], $first: Int, $after: String) {
  runs(filter: $filter, where: $where, orderBy: $orderBy, archived: $archived, projects: $projects, first: $first, after: $after, strict: true) {
    nodes { ref }
    totalCount
    pageInfo { hasNextPage endCursor }
    reports { source { name } state message pushed residual upstreamCalls rowsScanned }
  }
}`;

/** All pages of a list, one after the other. */
export interface Walk {
  readonly refs: readonly string[];
  readonly pages: readonly number[];
  readonly totalCounts: readonly unknown[];
  readonly reports: readonly unknown[];
}

/** Walks a list to its end, from document and variables. */
export async function walk(gateway: Gateway, variables: Variables, query = document): Promise<Walk> {
  const refs: string[] = [];
  const pages: number[] = [];
  const totalCounts: unknown[] = [];
  const reports: unknown[] = [];
  let after: unknown = null;
  do {
    const { runs } = await ask(gateway, query, { ...variables, after });
    const nodes = listAt(runs, 'nodes').map((node) => String(at(node, 'ref')));
    refs.push(...nodes);
    pages.push(nodes.length);
    totalCounts.push(at(runs, 'totalCount'));
    reports.push(...listAt(runs, 'reports'));
    if (pages.length > 10_000) throw new Error('the list does not end');
    after = at(runs, 'pageInfo', 'hasNextPage') === true ? at(runs, 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  return { refs, pages, totalCounts, reports };
}

export { document as runsDocument };
