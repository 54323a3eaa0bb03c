import { mlflow } from '../../../adapters/mlflow/index.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { OpenTarget } from '../../conformance/target.ts';

/** A gateway over one server that speaks MLflow's protocol and was filled already. */
export function openMlflowTarget(
  url: string,
  id: string,
  runIds: ReadonlyMap<string, string>,
  close: () => Promise<void>,
  keeps: 'nothing' | 'everything' = 'nothing',
): Promise<OpenTarget> {
  return openTarget(mlflow, { id, settings: { url }, runIds, close, options: { keeps } });
}
