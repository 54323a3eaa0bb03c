import type { CallContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import type { Listing } from './client.ts';
import { openSender, orNull } from './send.ts';
import {
  modelAnswer,
  modelsAnswer,
  versionAnswer,
  versionsAnswer,
  type WireModelVersion,
  type WireRegisteredModel,
} from './wire-artifacts.ts';

export interface RegistrySearch {
  readonly filter: string;
  readonly limit: number;
  readonly after: string | null;
  readonly order?: string;
}

/** The server's ceiling of a page of registered models. */
export const pageModels = 1000;

/** One function for each endpoint of the model registry. */
export interface RegistryClient {
  searchModels(context: CallContext, search: RegistrySearch): Promise<Listing<WireRegisteredModel>>;
  getModel(context: CallContext, name: string): Promise<WireRegisteredModel | null>;
  /** Its versions lack their aliases, which the registered model tells. */
  searchVersions(context: CallContext, search: RegistrySearch): Promise<Listing<WireModelVersion>>;
  getVersion(context: CallContext, name: string, version: string): Promise<WireModelVersion | null>;
}

const api = '/api/2.0/mlflow';

export function openRegistryClient(http: HttpClient, headers: () => Readonly<Record<string, string>>): RegistryClient {
  const send = openSender(http, headers);

  return {
    async searchModels(context, search) {
      const response = await send(context, searching('registered-models', search), 'registered-models/search');
      const answer = readAnswer(response, modelsAnswer, 'registered-models/search');
      return { items: answer.registered_models ?? [], next: answer.next_page_token ? answer.next_page_token : null };
    },

    async getModel(context, name) {
      const request: HttpRequest = { method: 'GET', path: `${api}/registered-models/get`, query: [['name', name]] };
      const response = await orNull(send(context, request, 'registered-models/get'));
      return response === null ? null : readAnswer(response, modelAnswer, 'registered-models/get').registered_model;
    },

    async searchVersions(context, search) {
      const response = await send(context, searching('model-versions', search), 'model-versions/search');
      const answer = readAnswer(response, versionsAnswer, 'model-versions/search');
      return { items: answer.model_versions ?? [], next: answer.next_page_token ? answer.next_page_token : null };
    },

    async getVersion(context, name, version) {
      const query: HttpRequest['query'] = [
        ['name', name],
        ['version', version],
      ];
      const request: HttpRequest = { method: 'GET', path: `${api}/model-versions/get`, query };
      const response = await orNull(send(context, request, 'model-versions/get'));
      return response === null ? null : readAnswer(response, versionAnswer, 'model-versions/get').model_version;
    },
  };
}

function searching(what: 'registered-models' | 'model-versions', search: RegistrySearch): HttpRequest {
  const query: [string, string][] = [['max_results', String(search.limit)]];
  if (search.filter !== '') query.push(['filter', search.filter]);
  if (search.order !== undefined) query.push(['order_by', search.order]);
  if (search.after !== null) query.push(['page_token', search.after]);
  return { method: 'GET', path: `${api}/${what}/search`, query };
}
