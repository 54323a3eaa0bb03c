import { z } from 'zod';
import type { CallContext } from '../../src/contract/context.ts';
import type { HttpClient } from '../../src/contract/http.ts';
import type { Json, MetricContext } from '../../src/contract/value.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import { orNull, openSender } from './send.ts';

/** The contexts of metrics, by key. */
export type Contexts = ReadonlyMap<string, readonly MetricContext[]>;

/**
 * FastTrackML serves Aim's API beside MLflow's, and there it tells the contexts of metrics, which runs/search and
 * get-history-bulk leave out.
 */
export interface FastTrackMlClient {
  /** GET aim/api/projects/params: those that any run of the namespace uses. Null where the server has no such route. */
  contextsInUse(context: CallContext): Promise<Contexts | null>;
  /** GET aim/api/runs/{id}/info: those of one run. Null where there is no such run. */
  contextsOfRun(context: CallContext, runId: string): Promise<Contexts | null>;
}

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.bigint(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const contextShape = z.record(z.string(), json);
const paramsAnswer = z.object({ metric: z.record(z.string(), z.array(contextShape)).nullish() });
const infoAnswer = z.object({
  traces: z.object({ metric: z.array(z.object({ name: z.string(), context: contextShape.nullish() })).nullish() }),
});

export function openFastTrackMlClient(
  http: HttpClient,
  headers: () => Readonly<Record<string, string>>,
): FastTrackMlClient {
  const send = openSender(http, headers);
  const get = (context: CallContext, path: string, what: string, query: readonly (readonly [string, string])[] = []) =>
    orNull(send(context, { method: 'GET', path: `/aim/api/${path}`, query }, what));

  return {
    async contextsInUse(context) {
      const query = [['sequence', 'metric'], ['exclude_params', 'true']] as const; // prettier-ignore
      const response = await get(context, 'projects/params', 'projects/params', query);
      if (response === null) return null;
      return new Map(Object.entries(readAnswer(response, paramsAnswer, 'projects/params').metric ?? {}));
    },

    async contextsOfRun(context, runId) {
      const response = await get(context, `runs/${encodeURIComponent(runId)}/info`, 'runs/info');
      if (response === null) return null;
      const found = new Map<string, MetricContext[]>();
      for (const { name, context: own } of readAnswer(response, infoAnswer, 'runs/info').traces.metric ?? []) {
        found.set(name, [...(found.get(name) ?? []), own ?? {}]);
      }
      return found;
    },
  };
}
