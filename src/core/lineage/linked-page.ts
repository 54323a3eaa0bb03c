import { bindingOf } from '../lists/cursor.ts';
import { toListPage, type ListPage, type PageArguments } from '../lists/list-page.ts';
import { pageByKey } from '../lists/page-by-key.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { openReport, stateOfFailure, type SourceReport } from '../sources/report.ts';
import { sharedCost } from '../sources/shared-cost.ts';
import type { Source } from '../sources/source.ts';
import type { GatheredEdges, LinkRequest } from './gather-edges.ts';

/** Links, and what finding them cost together with all that were asked for with them. */
export interface LoadedEdges extends GatheredEdges {
  readonly upstreamCalls: number;
}

/** How links and what they lead to are read, for many nodes of an answer at once. */
export interface LinkReader<T> {
  readonly edges: (request: LinkRequest) => Promise<LoadedEdges>;
  /** Null where the far end is not there any more. */
  readonly load: (nativeId: string) => Promise<T | null>;
}

/** A page of the far ends of one node's links, by native id; only those of the page are read. */
export async function linkedPage<T>(
  scope: Scope,
  source: Source,
  request: LinkRequest,
  page: PageArguments,
  reader: LinkReader<T>,
): Promise<ListPage<T>> {
  const startedAt = scope.now();
  const { ids, report: found } = await findEnds(source, request, reader, startedAt);
  const binding = bindingOf(['linked', source.id, request]);
  const asked = pageByKey({ items: ids, keyOf: (id) => [id], binding, reports: [] }, page);
  const loaded = await Promise.all(asked.items.map((id) => loadEnd(id, reader)));
  const there = loaded.filter((end) => 'item' in end);
  const problems = loaded.flatMap((end) => ('problem' in end ? [end.problem] : []));
  const report = {
    ...problems.reduce(partial, found),
    upstreamCalls: found.upstreamCalls + sharedCost(scope, source.id).tell(),
    rowsReturned: there.length,
    latencyMs: scope.now() - startedAt,
  };
  scope.onReport?.(report);
  return toListPage({
    items: there.map(({ item }) => item),
    binding,
    after: page.after,
    behind: () => there.map(({ id }) => [id]),
    end: asked.items.slice(-1),
    hasNextPage: asked.hasNextPage,
    totalCount: report.state === 'OK' ? ids.length : null,
    reports: [report],
  });
}

interface FoundEnds {
  readonly ids: readonly string[];
  readonly report: SourceReport;
}

async function findEnds(
  source: Source,
  request: LinkRequest,
  { edges }: Pick<LinkReader<unknown>, 'edges'>,
  startedAt: number,
): Promise<FoundEnds> {
  const far = request.link.end === 'from' ? 'to' : 'from';
  try {
    const found = await edges(request);
    const report = {
      ...openReport(source.id, 'OK', startedAt),
      upstreamCalls: found.upstreamCalls,
      rowsScanned: found.edges.length,
    };
    const ids = [...new Set(found.edges.map((edge) => edge[far]))];
    return { ids, report: found.partial === null ? report : partial(report, found.partial) };
  } catch (thrown) {
    const error = toRungraphError(thrown);
    return { ids: [], report: openReport(source.id, stateOfFailure(error), startedAt, error) };
  }
}

type LoadedEnd<T> = { readonly id: string; readonly item: T } | { readonly problem: string };

async function loadEnd<T>(id: string, { load }: Pick<LinkReader<T>, 'load'>): Promise<LoadedEnd<T>> {
  try {
    const item = await load(id);
    return item === null ? { problem: 'Some of what is linked is not there any more, and is left out.' } : { id, item };
  } catch (thrown) {
    return { problem: toRungraphError(thrown).message };
  }
}

function partial(report: SourceReport, message: string): SourceReport {
  const said = report.message ?? '';
  return { ...report, state: 'PARTIAL', message: said.includes(message) ? said : `${said} ${message}`.trim() };
}
