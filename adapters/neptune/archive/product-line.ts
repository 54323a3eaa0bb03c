import type { RunEntry } from './index/part-index.ts';

/** Which of Neptune's two products a run was kept in. Exports do not say; their attributes do. */
export type ProductLine = '2.x' | '3.x';

/**
 * By what only one line has. The id of a run decides before all else: it is the custom id in exports of 3.x, and the
 * short one in those of 2.x (exporter's neptune2.py and neptune3.py).
 */
export function lineOf({ run, params, files, series }: RunEntry): ProductLine {
  const values = new Map(params.map(([path, , value]) => [path, value]));
  if (values.get('sys/id') === run) return '2.x';
  if (values.get('sys/custom_run_id') === run) return '3.x';
  if (files.some(([, type]) => type === 'file_set' || type === 'artifact')) return '2.x';
  if (series.some(({ type }) => type === 'histogram_series')) return '3.x';
  const paths = [...values.keys()];
  if (values.has('sys/archived') || paths.some((path) => /^sys\/(experiment|forking|diagnostics)\//.test(path)))
    return '3.x';
  return values.has('sys/trashed') || values.has('sys/monitoring_time') ? '2.x' : '3.x';
}
