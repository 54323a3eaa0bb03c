import type { CallContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest, HttpStream } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import type { Listing } from './client.ts';
import { openSender, orNull } from './send.ts';
import {
  datasetsAnswer,
  filesAnswer,
  loggedModelAnswer,
  loggedModelsAnswer,
  modelInputsAnswer,
  type WireDatasetSummary,
  type WireFile,
  type WireLoggedModel,
} from './wire-artifacts.ts';

/** Experiments that one search-datasets call may name, and the most that it answers, without a word. */
export const datasetExperiments = 20;
export const datasetRows = 1000;
/** Aliases that one GraphQL document may hold at a level. */
const mostAliases = 10;

/** What holds files: a run's artifact root, or a logged model. */
export type FileRoot =
  { readonly kind: 'files'; readonly runId: string } | { readonly kind: 'model'; readonly modelId: string };

/** One function for each endpoint of artifacts. */
export interface ArtifactClient {
  /** The entries of one folder. Empty for a file too, and for what is not there. */
  listFiles(context: CallContext, root: FileRoot, path: string): Promise<readonly WireFile[]>;
  /** Any status is an answer. */
  openFile(context: CallContext, root: FileRoot, path: string, range: string | null): Promise<HttpStream>;
  getLoggedModel(context: CallContext, modelId: string): Promise<WireLoggedModel | null>;
  searchLoggedModels(context: CallContext, search: LoggedModelSearch): Promise<Listing<WireLoggedModel>>;
  /** A row for each context that a dataset was used in; at most `datasetRows`. */
  searchDatasets(context: CallContext, experimentIds: readonly string[]): Promise<readonly WireDatasetSummary[]>;
  /** The logged models that runs read, by run: only GraphQL tells that of several runs at a time. */
  modelInputs(context: CallContext, runIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

export interface LoggedModelSearch {
  readonly experiment_ids: readonly string[];
  readonly filter: string;
  readonly max_results: number;
  readonly page_token?: string;
}

const api = '/api/2.0/mlflow';

export function openArtifactClient(http: HttpClient, headers: () => Readonly<Record<string, string>>): ArtifactClient {
  const send = openSender(http, headers);

  return {
    async listFiles(context, root, path) {
      const request = listing(root, path);
      const response = await send(context, request, 'artifacts/list');
      return readAnswer(response, filesAnswer, 'artifacts/list').files ?? [];
    },

    openFile(context, root, path, range) {
      const request = download(root, path);
      return http.open(context, {
        ...request,
        long: true,
        headers: { ...headers(), ...asStored, ...(range === null ? {} : { Range: range }) },
      });
    },

    async getLoggedModel(context, modelId) {
      const path = `${api}/logged-models/${encodeURIComponent(modelId)}`;
      const response = await orNull(send(context, { method: 'GET', path }, 'logged-models/get'));
      return response === null ? null : readAnswer(response, loggedModelAnswer, 'logged-models/get').model;
    },

    async searchLoggedModels(context, json) {
      const request: HttpRequest = { method: 'POST', path: `${api}/logged-models/search`, json };
      const response = await send(context, request, 'logged-models/search');
      const { models, next_page_token } = readAnswer(response, loggedModelsAnswer, 'logged-models/search');
      return { items: models ?? [], next: next_page_token ? next_page_token : null };
    },

    async searchDatasets(context, experiment_ids) {
      // Its declared path lacks a slash, so that it is served below /ajax-api alone.
      const path = '/ajax-api/2.0/mlflow/experiments/search-datasets';
      const response = await send(context, { method: 'POST', path, json: { experiment_ids } }, 'search-datasets');
      return readAnswer(response, datasetsAnswer, 'search-datasets').dataset_summaries ?? [];
    },

    async modelInputs(context, runIds) {
      const found = new Map<string, readonly string[]>();
      const chunks = Array.from({ length: Math.ceil(runIds.length / mostAliases) }, (_chunk, index) =>
        runIds.slice(index * mostAliases, (index + 1) * mostAliases),
      );
      await Promise.all(
        chunks.map(async (chunk) => {
          const fields = chunk.map(
            (id, index) => `r${index}: mlflowGetRun(input: { runId: ${JSON.stringify(id)} }) ${inputs}`,
          );
          const json = { query: `query { ${fields.join(' ')} }` };
          const response = await send(context, { method: 'POST', path: '/graphql', json }, 'graphql');
          const { data } = readAnswer(response, modelInputsAnswer, 'graphql');
          chunk.forEach((id, index) => {
            found.set(
              id,
              (data[`r${index}`]?.run?.inputs?.modelInputs ?? []).map(({ modelId }) => modelId),
            );
          });
        }),
      );
      return found;
    },
  };
}

const inputs = '{ run { inputs { modelInputs { modelId } } } }';

function listing(root: FileRoot, path: string): HttpRequest {
  if (root.kind === 'files') {
    const query: [string, string][] = [['run_id', root.runId]];
    if (path !== '') query.push(['path', path]);
    return { method: 'GET', path: `${api}/artifacts/list`, query };
  }
  const query: [string, string][] = path === '' ? [] : [['artifact_directory_path', path]];
  return {
    method: 'GET',
    path: `${api}/logged-models/${encodeURIComponent(root.modelId)}/artifacts/directories`,
    query,
  };
}

/** Both are served outside of the API proper: one without a prefix, one below /ajax-api alone. */
function download(root: FileRoot, path: string): HttpRequest {
  if (root.kind === 'files') {
    return {
      method: 'GET',
      path: '/get-artifact',
      query: [
        ['run_id', root.runId],
        ['path', path],
      ],
    };
  }
  const place = `/ajax-api/2.0/mlflow/logged-models/${encodeURIComponent(root.modelId)}/artifacts/files`;
  return { method: 'GET', path: place, query: [['artifact_file_path', path]] };
}

/** Compressed on the way, a file would have another length than its headers say. */
const asStored = { Accept: '*/*', 'Accept-Encoding': 'identity' };
