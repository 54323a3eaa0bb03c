import type { CallContext } from '../../../src/contract/context.ts';
import type { HttpClient } from '../../../src/contract/http.ts';
import { readAnswer } from '../../../src/kit/read-answer.ts';
import { openSender } from '../send.ts';
import { versionAnswer } from '../wire-artifacts.ts';
import type { KeyText } from './write-client.ts';

export interface ModelDraft {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly KeyText[];
}

export interface VersionDraft extends ModelDraft {
  readonly source: string;
  readonly run_id?: string;
}

/** One function for each endpoint that changes something in the registry. */
export interface ModelClient {
  /** Throws CONFLICT where the name is taken. */
  createModel(context: CallContext, model: ModelDraft): Promise<void>;
  /** Not repeatable: each call makes another version. Answers its number. */
  createVersion(context: CallContext, version: VersionDraft): Promise<string>;
  setAlias(context: CallContext, alias: { name: string; alias: string; version: string }): Promise<void>;
  setStage(context: CallContext, stage: { name: string; version: string; stage: string }): Promise<void>;
}

const api = '/api/2.0/mlflow';

export function openModelClient(http: HttpClient, headers: () => Readonly<Record<string, string>>): ModelClient {
  const send = openSender(http, headers);
  const post = (context: CallContext, name: string, json: unknown, repeatable?: false) =>
    send(context, { method: 'POST', path: `${api}/${name}`, json, ...(repeatable === false && { repeatable }) }, name);

  return {
    async createModel(context, model) {
      await post(context, 'registered-models/create', model);
    },

    async createVersion(context, version) {
      const response = await post(context, 'model-versions/create', version, false);
      return readAnswer(response, versionAnswer, 'model-versions/create').model_version.version;
    },

    async setAlias(context, alias) {
      await post(context, 'registered-models/alias', alias);
    },

    async setStage(context, stage) {
      const change = { ...stage, archive_existing_versions: false };
      await post(context, 'model-versions/transition-stage', change);
    },
  };
}
