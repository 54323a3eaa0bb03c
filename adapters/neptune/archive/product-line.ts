import type { RunEntry } from './index/part-index.ts';

/** Which of Neptune's two products a run was kept in. Exports do not say; their attributes do. */
export type ProductLine = '2.x' | '3.x';

/**
 * By what only one line has. The id of a run decides before all else: it is the custom id in exports of 3.x, and the
 * short one in those of 2.x (exporter's neptune2.py and neptune3.py).
 */
export function lineOf(entry: RunEntry): ProductLine {
  const { run, system, files } = entry;
  let has2 = false;
  let has3 = false;
  for (const [path, , value] of system) {
    if (path === 'sys/id' && value === run) return '2.x';
    if (path === 'sys/custom_run_id' && value === run) return '3.x';
    has2 ||= path === 'sys/trashed' || path === 'sys/monitoring_time';
    has3 ||= path === 'sys/archived' || /^sys\/(experiment|forking|diagnostics)\//.test(path);
  }
  if (files.some(([, type]) => type === 'file_set' || type === 'artifact')) return '2.x';
  if (has3 || entry.series.some(({ type }) => type === 'histogram_series')) return '3.x';
  return has2 ? '2.x' : '3.x';
}
