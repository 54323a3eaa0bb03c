import type { Metric } from '../../../contract/run.ts';
import { isJsonList, type Json, type MetricContext } from '../../../contract/value.ts';
import type { Fitting } from '../../../contract/write-table.ts';
import { fitKeys } from './fit-keys.ts';
import type { Tally } from './losses.ts';

/** The context of a metric with keys that the target takes, at any depth. */
export function fitContext({ nativeKey, context }: Metric, fitting: Fitting, tally: Tally): MetricContext {
  const what = `metric ${nativeKey}: context`;

  function fitObject(object: MetricContext): MetricContext {
    const names = fitKeys(what, Object.keys(object), fitting, tally);
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [names.get(key) ?? key, fitJson(value)]));
  }

  function fitJson(json: Json): Json {
    if (typeof json !== 'object' || json === null) return json;
    return isJsonList(json) ? json.map(fitJson) : fitObject(json);
  }

  return fitObject(context ?? {});
}
