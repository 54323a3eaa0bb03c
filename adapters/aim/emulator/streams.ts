import { encodeEntry, type Sent } from './encode-tree.ts';
import { compileQuery } from './query/compile-query.ts';
import { paramsOf, propsOf, seriesOf, traceOf } from './to-wire.ts';
import type { StoredRun, World } from './world.ts';

/** The query of a request, with the defaults of the server. */
export interface StreamQuery {
  readonly q?: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly p?: string;
  readonly skip_system?: string;
  readonly exclude_params?: string;
  readonly exclude_traces?: string;
  readonly report_progress?: string;
}

/** GET /runs/search/run/: an entry a run, newest first. */
export function searchRuns({ runs }: World, query: StreamQuery): Iterable<Buffer> {
  const matches = compileQuery(query.q ?? '');
  const limit = Number(query.limit ?? 0);
  // An offset that is nobody's hash is an offset of zero.
  const start = runs.findIndex(({ hash }) => hash === query.offset) + 1;

  function* entries(): Generator<readonly [StoredRun, Sent]> {
    let found = 0;
    for (const run of runs.slice(start)) {
      if (!matches(run)) continue;
      yield [
        run,
        {
          props: propsOf(run),
          ...(isTrue(query.exclude_params, false) ? {} : { params: paramsOf(run, isTrue(query.skip_system, true)) }),
          ...(isTrue(query.exclude_traces, false) ? {} : { traces: { metric: run.metrics.map(traceOf) } }),
        },
      ];
      found += 1;
      if (limit !== 0 && found >= limit) return;
    }
  }
  return framed(entries(), runs.length, query);
}

/** GET /runs/search/metric/: an entry a run that has a metric to show. */
export function searchMetrics({ runs }: World, query: StreamQuery): Iterable<Buffer> {
  const matches = compileQuery(query.q ?? '');
  const most = Number(query.p ?? 50);

  function* entries(): Generator<readonly [StoredRun, Sent]> {
    for (const run of runs) {
      const found = run.metrics.filter((metric) => matches(run, metric));
      if (found.length === 0) continue;
      const traces = found.map((metric) => seriesOf(metric, most));
      yield [run, { params: paramsOf(run, isTrue(query.skip_system, true)), traces, props: propsOf(run) }];
    }
  }
  return framed(entries(), runs.length, query);
}

function* framed(
  entries: Iterable<readonly [StoredRun, Sent]>,
  total: number,
  { report_progress: progress }: StreamQuery,
): Generator<Buffer> {
  let sent = 0;
  for (const [run, entry] of entries) {
    yield encodeEntry(run.hash, entry);
    if (isTrue(progress, true)) yield encodeEntry(`progress_${sent}`, [sent + 1, total]);
    sent += 1;
  }
}

function isTrue(text: string | undefined, otherwise: boolean): boolean {
  return text === undefined ? otherwise : ['true', '1', 'on', 'yes'].includes(text.toLowerCase());
}
