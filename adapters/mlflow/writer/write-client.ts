import { z } from 'zod';
import type { CallContext } from '../../../src/contract/context.ts';
import type { HttpBody, HttpClient } from '../../../src/contract/http.ts';
import type { Num } from '../../../src/contract/value.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { readAnswer } from '../../../src/kit/read-answer.ts';
import { openSender } from '../send.ts';

export interface KeyText {
  readonly key: string;
  readonly value: string;
}

/** A point as log-batch takes it: what is not finite is text, steps and times are integers. */
export interface PointDraft {
  readonly key: string;
  readonly value: number | string;
  readonly step: Num;
  readonly timestamp: Num;
  /** Of FastTrackML. */
  readonly context?: object;
}

export interface DatasetDraft {
  readonly name: string;
  readonly digest: string;
  readonly source_type: string;
  readonly source: string;
  readonly schema?: string;
  readonly profile?: string;
}

export interface Experiment {
  readonly id: string;
  readonly deleted: boolean;
}

export interface CreatedRun {
  readonly id: string;
  /** Where its files lie; null where the server does not say. */
  readonly root: string | null;
}

/** One function for each endpoint that changes something. */
export interface WriteClient {
  /** Null where there is none of this name. */
  experimentByName(context: CallContext, name: string): Promise<Experiment | null>;
  /** Throws CONFLICT where the name is taken. */
  createExperiment(context: CallContext, name: string): Promise<string>;
  restoreExperiment(context: CallContext, id: string): Promise<void>;
  /** Not repeatable. Answers the new id. */
  createRun(context: CallContext, run: Readonly<Record<string, unknown>>): Promise<CreatedRun>;
  logTexts(context: CallContext, runId: string, kind: 'params' | 'tags', texts: readonly KeyText[]): Promise<void>;
  /** Not repeatable: before 3.16, a NaN that is there is refused, and everything beside it too. */
  logPoints(context: CallContext, runId: string, points: readonly PointDraft[]): Promise<void>;
  logInputs(context: CallContext, runId: string, datasets: readonly DatasetDraft[]): Promise<void>;
  updateRun(context: CallContext, runId: string, change: Readonly<Record<string, unknown>>): Promise<void>;
  setTag(context: CallContext, runId: string, tag: KeyText): Promise<void>;
  deleteRun(context: CallContext, runId: string): Promise<void>;
  /** Through the server's artifact proxy: any size. `place` is encoded. */
  putFile(context: CallContext, place: string, body: HttpBody): Promise<void>;
  /** Through the tracking server itself, into whatever store: at most 10 MiB. */
  uploadFile(context: CallContext, runId: string, path: string, body: HttpBody): Promise<void>;
}

const api = '/api/2.0/mlflow';
const experimentAnswer = z.object({
  experiment: z.object({ experiment_id: z.string(), lifecycle_stage: z.string().nullish() }),
});
const createdExperiment = z.object({ experiment_id: z.string() });
const createdRun = z.object({
  run: z.object({ info: z.object({ run_id: z.string(), artifact_uri: z.string().nullish() }) }),
});

export function openWriteClient(http: HttpClient, headers: () => Readonly<Record<string, string>>): WriteClient {
  const send = openSender(http, headers);
  const post = (context: CallContext, name: string, json: unknown, repeatable?: false) =>
    send(context, { method: 'POST', path: `${api}/${name}`, json, ...(repeatable === false && { repeatable }) }, name);

  return {
    async experimentByName(context, name) {
      const query = [['experiment_name', name]] as const;
      try {
        const path = `${api}/experiments/get-by-name`;
        const response = await send(context, { method: 'GET', path, query }, 'experiments/get-by-name');
        const { experiment } = readAnswer(response, experimentAnswer, 'experiments/get-by-name');
        return { id: experiment.experiment_id, deleted: experiment.lifecycle_stage === 'deleted' };
      } catch (error) {
        if (isRungraphError(error) && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },

    async createExperiment(context, name) {
      const response = await post(context, 'experiments/create', { name });
      return readAnswer(response, createdExperiment, 'experiments/create').experiment_id;
    },

    async restoreExperiment(context, experiment_id) {
      await post(context, 'experiments/restore', { experiment_id });
    },

    async createRun(context, run) {
      const response = await post(context, 'runs/create', run, false);
      const { run_id: id, artifact_uri: root } = readAnswer(response, createdRun, 'runs/create').run.info;
      return { id, root: root ?? null };
    },

    async logTexts(context, run_id, kind, texts) {
      await post(context, 'runs/log-batch', { run_id, [kind]: texts });
    },

    async logPoints(context, run_id, metrics) {
      await post(context, 'runs/log-batch', { run_id, metrics }, false);
    },

    async logInputs(context, run_id, datasets) {
      await post(context, 'runs/log-inputs', { run_id, datasets: datasets.map((dataset) => ({ tags: [], dataset })) });
    },

    async updateRun(context, run_id, change) {
      await post(context, 'runs/update', { run_id, ...change });
    },

    async setTag(context, run_id, { key, value }) {
      await post(context, 'runs/set-tag', { run_id, key, value });
    },

    async deleteRun(context, run_id) {
      await post(context, 'runs/delete', { run_id });
    },

    async putFile(context, place, body) {
      const path = `/api/2.0/mlflow-artifacts/artifacts/${place}`;
      await send(context, { method: 'PUT', path, body, long: true, repeatable: false }, 'mlflow-artifacts');
    },

    async uploadFile(context, runId, path, body) {
      const query = [
        ['run_uuid', runId],
        ['path', path],
      ] as const;
      const place = '/ajax-api/2.0/mlflow/upload-artifact';
      await send(context, { method: 'POST', path: place, query, body, repeatable: false }, 'upload-artifact');
    },
  };
}
