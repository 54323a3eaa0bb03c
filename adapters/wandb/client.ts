import type { UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { checkShape } from '../../src/kit/read-answer.ts';
import { openRunsBatch, type RunsQuery } from './batch-runs.ts';
import { batchDocument, historySelection, runSelection, type HistoryAsked, type RunFieldsAsked } from './documents.ts';
import type { RunKey } from './ids.ts';
import { nextCursor } from './next-cursor.ts';
import type { GraphqlRequest, Sender } from './send.ts';
import {
  historyOfProject,
  projectsAnswer,
  runOfProject,
  viewerAnswer,
  type HistoryOfProject,
  type RunsOfProject,
  type WireProject,
  type WireRun,
} from './wire.ts';

export interface ServerFacts {
  readonly username: string | null;
  readonly entity: string | null;
  /** Null where nobody is logged in. */
  readonly known: boolean;
  /** Only servers of one's own tell. */
  readonly version: string | null;
  readonly features: ReadonlySet<string>;
  readonly clockSkewMs: number | null;
}

/** One function for each question in use. Those about many things ask about all of them in one request, by aliases. */
export interface WandbClient {
  facts(context: UpstreamContext): Promise<ServerFacts>;
  listProjects(
    context: UpstreamContext,
    entity: string,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<{ readonly items: readonly WireProject[]; readonly next: string | null }>;
  /** A page of one project. Pages that are asked for at the same moment are one request. */
  searchRuns(context: UpstreamContext, query: RunsQuery): Promise<RunsOfProject>;
  /** Runs in the order asked; null where there is none. */
  getRuns(
    context: UpstreamContext,
    ids: readonly RunKey[],
    fields: RunFieldsAsked,
  ): Promise<readonly (WireRun | RungraphError | null)[]>;
  /** What is asked of each run, in order; null where there is no such run. */
  readHistory(
    context: UpstreamContext,
    asked: readonly HistoryAsked[],
  ): Promise<readonly (HistoryOfProject | RungraphError)[]>;
}

export function openClient(sender: Sender): WandbClient {
  return {
    async facts(context) {
      const { data, clockSkewMs } = await sender.ask(context, viewerRequest);
      const { viewer, serverInfo } = checkShape(data, viewerAnswer, viewerRequest.what);
      const enabled = (serverInfo?.features ?? []).filter(({ isEnabled }) => isEnabled);
      return {
        known: viewer !== null && viewer !== undefined,
        username: viewer?.username ?? null,
        entity: viewer?.entity ?? null,
        version: serverInfo?.latestLocalVersionInfo?.versionOnThisInstanceString ?? null,
        features: new Set(enabled.map(({ name }) => name)),
        clockSkewMs,
      };
    },

    async listProjects(context, entity, { limit, after }) {
      const request: GraphqlRequest = {
        what: 'Projects',
        document: () => projectsDocument,
        variables: { e: entity, n: limit, c: after },
      };
      const { models } = await sender.read(context, request, projectsAnswer);
      if (models === null || models === undefined) {
        throw new RungraphError('NOT_FOUND', `The entity "${entity}" is not there, or the key may not see it.`);
      }
      const items = models.edges.flatMap(({ node }) => (node === null || node === undefined ? [] : [node]));
      return { items, next: nextCursor('projects', models.pageInfo, after) };
    },

    searchRuns: openRunsBatch(sender),

    async getRuns(context, keys, fields) {
      const parts = keys.map(({ run, ...project }) => ({ project, variables: { r: run } }));
      const request = batchDocument('RunsById', parts, (lacks) => runSelection(fields, lacks), fields.variables);
      const { data, errors } = await sender.ask(context, request);
      return keys.map((_key, index) => {
        const error = errors.get(`p${index}`);
        if (error !== undefined) return error.code === 'NOT_FOUND' ? null : error;
        return checkShape(data[`p${index}`], runOfProject, request.what)?.run ?? null;
      });
    },

    async readHistory(context, asked) {
      const parts = asked.map(({ run, variables }) => {
        const { run: name, ...project } = run;
        return { project, variables: { r: name, ...variables } };
      });
      const request = batchDocument('History', parts, (lacks, index) => historySelection(asked[index], lacks), {});
      const { data, errors } = await sender.ask(context, request);
      return asked.map(
        (_run, index) => errors.get(`p${index}`) ?? checkShape(data[`p${index}`], historyOfProject, request.what),
      );
    },
  };
}

const viewerRequest: GraphqlRequest = {
  what: 'Viewer',
  document: (lacks) => `query Viewer { viewer { username entity } serverInfo {
    ${lacks('ServerInfo.latestLocalVersionInfo') ? '' : 'latestLocalVersionInfo { versionOnThisInstanceString }'}
    ${lacks('ServerInfo.features') ? 'cliVersionInfo' : 'features { name isEnabled }'} } }`,
  variables: {},
};

const projectsDocument = `query Projects($e: String, $n: Int, $c: String) { models(entityName: $e, first: $n, after: $c) {
  edges { node { name description createdAt } } pageInfo { endCursor hasNextPage } } }`;
