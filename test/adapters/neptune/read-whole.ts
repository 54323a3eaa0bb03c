import { isRungraphError } from '../../../src/contract/error.ts';
import type { SourceAdapter } from '../../../src/core/call/source-context.ts';
import { sourceIn } from '../../support/assemble.ts';
import { callContext } from '../../support/call-context.ts';
import { openArchive } from './open-archive.ts';

/** Everything that an archive shows of one run, and what the source says of itself, so that two archives can be compared. */
export async function readWhole(
  path: string,
  nativeId: string,
): Promise<{ run: unknown; problems: readonly string[] }> {
  const gateway = await openArchive({ path });
  try {
    const { adapter } = sourceIn(gateway, 'archive');
    const { diagnostics } = await adapter.probe(callContext());
    const problems = diagnostics.flatMap(({ severity, message }) => (severity === 'ERROR' ? [message] : []));
    const [run] = await adapter.getRuns(callContext(), [nativeId]);
    if (run === undefined || run === null || isRungraphError(run)) return { run: null, problems };
    const series = isRungraphError(run.metrics) ? [] : await readSeries(adapter, nativeId, run.metrics);
    return { run: { ...run, series, lines: await readLines(adapter, nativeId) }, problems };
  } finally {
    await gateway.close();
  }
}

async function readSeries(adapter: SourceAdapter, runId: string, metrics: readonly { readonly key: string }[]) {
  const whole = { runId, projectId: '', context: null, from: null, to: null, maxPoints: null };
  const answers = await adapter.getSeries(
    callContext(),
    metrics.map(({ key }) => ({ ...whole, metric: key })),
  );
  return answers.map((answer, index) => [metrics[index]?.key, answer]);
}

/** Series of texts and histograms, which are files. */
async function readLines(adapter: SourceAdapter, runId: string): Promise<readonly string[]> {
  const link = { kind: 'PRODUCED', end: 'from' } as const;
  const request = { node: { kind: 'Run', nativeId: runId } as const, links: [link], limit: 100, after: null };
  const [page] = (await adapter.lineage?.getEdges(callContext(), [request])) ?? [];
  const edges = page === undefined || isRungraphError(page) ? [] : page.edges;
  const texts: string[] = [];
  for (const { to } of edges) {
    const asked = { artifactId: to, path: 'points.jsonl', range: null };
    const opened = await adapter.artifacts?.openFile(callContext(), asked).catch(() => undefined);
    if (opened === undefined || 'outOfRange' in opened) continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of opened.body) chunks.push(Buffer.from(chunk));
    opened.close();
    texts.push(Buffer.concat(chunks).toString());
  }
  return texts;
}
