import type { OracleMetric, OracleParam, OracleRun } from '../conformance/oracle/oracle-run.ts';
import { summarisePoints } from '../conformance/oracle/summarise-points.ts';
import { typedByText } from '../conformance/oracle/typed-text.ts';
import { metricsOf, placeOf, type Case, type CaseMetric, type CaseRun } from './read-case.ts';

/** The runs of a case as the oracle sees them. */
export function oracleRunsOf({ runs }: Case): readonly OracleRun[] {
  return Object.entries(runs).map(([name, run]) => oracleRun(name, run));
}

function oracleRun(name: string, run: CaseRun): OracleRun {
  const { source, id } = placeOf(name);
  const { project, tags, params, metrics: _metrics, config: _config, ...fields } = run;
  return {
    ...fields,
    source,
    nativeId: id,
    projectName: project,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    params: Object.entries(params).map(([key, value]) => oracleParam(key, value)),
    metrics: metricsOf(run).map(oracleMetric),
  };
}

function oracleParam(key: string, kept: CaseRun['params'][string]): OracleParam {
  return isStoredText(kept) ? { key, ...typedByText(kept.text) } : { key, value: kept, text: null };
}

/** Whether a param is kept as text alone. */
export function isStoredText(kept: CaseRun['params'][string]): kept is { text: string } {
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept);
}

function oracleMetric({ key, context, points, summary }: CaseMetric): OracleMetric {
  const logged = points.map(([step, value, timestamp = 0]) => ({ step, value: Number(value), timestamp }));
  return { key, context, ...summarisePoints(logged), ...(summary === undefined ? {} : { last: summary }) };
}
