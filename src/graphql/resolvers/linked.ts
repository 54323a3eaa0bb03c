import type { Projection } from '../../contract/projection.ts';
import { pageByKey } from '../../core/lists/page-by-key.ts';
import { toRungraphError } from '../../core/resilience/to-rungraph-error.ts';
import { fingerprint } from '../../core/query/cursor.ts';
import { emptyReport, stateOfFailure, type SourceReport } from '../../core/sources/report.ts';
import type { Source } from '../../core/sources/source.ts';
import type { LinkQuestion } from '../../core/lineage/gather-edges.ts';
import { toConnection } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import { artifactNode, type ArtifactNode, type RunConnectionNode, type RunNode } from '../nodes.ts';
import { checkFirst } from '../question.ts';

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page of what a run used or produced. */
export async function linkedArtifacts(
  run: RunNode,
  kind: 'USED' | 'PRODUCED',
  args: PageArguments,
  context: RequestContext,
) {
  const question: LinkQuestion = { node: { kind: 'Run', nativeId: run.nativeId }, link: { kind, end: 'from' } };
  const { of } = run;
  const page = await linkedPage(of, question, args, context, (id) => context.loaders.artifact(of, id));
  return toConnection(page, (artifact) => artifactNode(of, artifact), page.count, args.after, [page.report]);
}

/** A page of the runs that read an artifact. */
export async function linkedRuns(
  { of, nativeId }: ArtifactNode,
  args: PageArguments,
  context: RequestContext,
  projection: Projection,
): Promise<RunConnectionNode> {
  const question: LinkQuestion = { node: { kind: 'Artifact', nativeId }, link: { kind: 'USED', end: 'to' } };
  const page = await linkedPage(of, question, args, context, (id) => context.loaders.run(of, id, projection));
  const { cursors, hasNextPage, report, count } = page;
  return {
    list: {
      rows: page.items.map((run) => ({ source: of.id, run, projectName: null })),
      cursors: () => cursors,
      endCursor: cursors.at(-1) ?? null,
      hasNextPage,
      hasPreviousPage: typeof args.after === 'string',
      totalCount: report.state === 'OK' ? count : null,
      reports: [report],
    },
  };
}

/** The far ends of one node's links, by native id; only those of the page are read. */
async function linkedPage<T>(
  source: Source,
  question: LinkQuestion,
  { first, after }: PageArguments,
  { loaders, scope }: RequestContext,
  load: (nativeId: string) => Promise<T | null>,
) {
  const startedAt = scope.now();
  const arguments_ = { first: checkFirst(first, 50), after: after ?? null };
  const binding = fingerprint(['linked', source.id, question]);
  const far = question.link.end === 'from' ? 'to' : 'from';
  let report: SourceReport = emptyReport(source.id, 'OK', startedAt);
  let ids: readonly string[] = [];
  try {
    const found = await loaders.edges(source, question);
    ids = [...new Set(found.edges.map((edge) => edge[far]))];
    report = { ...report, upstreamCalls: found.upstreamCalls, rowsScanned: found.edges.length };
    if (found.partial !== null) report = partial(report, found.partial);
  } catch (thrown) {
    const error = toRungraphError(thrown);
    report = emptyReport(source.id, stateOfFailure(error), startedAt, error);
  }
  const page = pageByKey(ids, (id) => [id], { ...arguments_, question: binding });
  const loaded = await Promise.all(
    page.items.map(async (id) => {
      try {
        return (await load(id)) ?? 'gone';
      } catch (thrown) {
        return toRungraphError(thrown).message;
      }
    }),
  );
  const items: T[] = [];
  const cursors: string[] = [];
  loaded.forEach((item, index) => {
    if (item === 'gone') report = partial(report, 'Some of what is linked is not there any more, and is left out.');
    else if (typeof item === 'string') report = partial(report, item);
    else {
      items.push(item);
      cursors.push(page.cursors[index] ?? '');
    }
  });
  report = { ...report, rowsReturned: items.length, latencyMs: scope.now() - startedAt };
  return { items, cursors, hasNextPage: page.hasNextPage, count: ids.length, report };
}

function partial(report: SourceReport, message: string): SourceReport {
  const said = report.message ?? '';
  return { ...report, state: 'PARTIAL', message: said.includes(message) ? said : `${said} ${message}`.trim() };
}
