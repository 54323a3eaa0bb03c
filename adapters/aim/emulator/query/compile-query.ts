import type { StoredMetric, StoredRun } from '../world.ts';
import { keeps } from './evaluate.ts';
import { parse } from './parse.ts';
import { metricView, runView } from './run-view.ts';

/** The query of a request. Without a word about archived runs, those that are or never said are left out. */
export function compileQuery(q: string): (run: StoredRun, metric?: StoredMetric) => boolean {
  const written = q.trim() === '' ? 'True' : q.trim();
  const whole = q.includes('run.archived') ? written : `run.archived == False and (${written})`;
  parse(written);
  const node = parse(whole);
  return (run, metric) => {
    return keeps(node, { run: runView(run), ...(metric === undefined ? {} : { metric: metricView(metric) }) });
  };
}
