import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { CallContext } from '../../../../src/contract/context.ts';
import type { HttpRequest, HttpStream } from '../../../../src/contract/http.ts';
import { readAnswer } from '../../../../src/kit/read-answer.ts';
import { listedFile, type ListedFile } from '../../artifacts/tracked-files.ts';
import type { SeriesKey, Window } from '../../client.ts';
import {
  countAnswer,
  definitionsAnswer,
  folderAnswer,
  signedAnswer,
  textsAnswer,
  type WireFolderEntry,
} from '../../wire.ts';
import { readObjectSeries, type ObjectPage, type ObjectPoint } from '../read-objects.ts';
import type { Session } from '../session.ts';

/** One function for each endpoint about what is no number. A key names a run or an entry of the model registry. */
export interface ContentClient {
  /** Attributes of some types that runs of a project have, of both lines; null where they are more than one search may name. */
  attributeNames(context: CallContext, project: string, types: readonly string[]): Promise<readonly string[] | null>;

  /** 2.x: a file, or one of a file set. */
  openFile(context: CallContext, key: SeriesKey, path: string | null): Promise<HttpStream>;
  /** 2.x: what lies right in a folder of a file set. */
  listFolder(context: CallContext, key: SeriesKey, path: string): Promise<readonly WireFolderEntry[]>;
  countImages(context: CallContext, key: SeriesKey): Promise<number>;
  openImage(context: CallContext, key: SeriesKey, index: number): Promise<HttpStream>;
  /** 2.x: texts of a series from a place on. */
  textsFrom(context: CallContext, key: SeriesKey, page: Window): Promise<readonly ObjectPoint[]>;
  /** 2.x: the files of tracked data. */
  trackedFiles(context: CallContext, project: string, hash: string): Promise<readonly ListedFile[]>;

  /** 3.x: a page of a series of texts, histograms or files; undefined where there is none. `after`: the token of the page before. */
  objects(context: CallContext, key: SeriesKey, after: string | null): Promise<ObjectPage | undefined>;
  /** 3.x: an address that a file may be read at for some time. */
  sign(context: CallContext, project: string, path: string): Promise<string | undefined>;
}

const leaderboard = '/api/leaderboard/v1';
/** Names that one answer holds. A full one may lack some. */
const mostNames = 900;

const trackedAnswer = z.object({ files: z.array(listedFile) });

export function openContentClient(session: Session): ContentClient {
  const get = (context: CallContext, path: string, query: HttpRequest['query'], what: string) =>
    session.send(context, { method: 'GET', path, query: query ?? [] }, what);
  const ofKey = ({ run, attribute }: SeriesKey) =>
    [
      ['experimentId', run],
      ['attribute', attribute],
    ] as const;
  const openAt = (context: CallContext, path: string, query: NonNullable<HttpRequest['query']>, what: string) =>
    session.open(context, { method: 'GET', path: `${leaderboard}${path}`, query, long: true }, what);

  async function definitions(context: CallContext, project: string, types: readonly string[]) {
    const { line } = session.facts();
    if (line === '2.x') {
      const query = [
        ['projectIdentifier', project],
        // The type of entries: attributes of every type come, and are sorted out here.
        ['type', 'run'],
        ['limit', String(mostNames)],
      ] as const;
      const request = {
        method: 'POST',
        path: `${leaderboard}/leaderboard/attributes/search`,
        query,
        json: {},
      } as const;
      return session.send(context, request, 'attributes/search');
    }
    const json = {
      projectIdentifiers: [project],
      attributeFilter: types.map((attributeType) => ({ attributeType })),
      nextPage: { limit: mostNames },
    };
    const path = `${leaderboard}/leaderboard/attributes/definitions/query`;
    return session.send(context, { method: 'POST', path, json }, 'attributes/definitions');
  }

  return {
    async attributeNames(context, project, types) {
      const { entries } = readAnswer(await definitions(context, project, types), definitionsAnswer, 'attributes');
      const named = entries.filter(({ type }) => types.includes(type)).map(({ name }) => name);
      return entries.length >= mostNames ? null : [...new Set(named)];
    },

    openFile(context, key, path) {
      const query = [...ofKey(key), ...(path === null ? [] : [['path', path] as const])];
      return openAt(context, '/attributes/download', query, 'attributes/download');
    },

    async listFolder(context, key, path) {
      const query = [...ofKey(key), ['path', path] as const];
      return readAnswer(await get(context, `${leaderboard}/attributes/ls`, query, 'ls'), folderAnswer, 'ls');
    },

    async countImages(context, key) {
      const query = [...ofKey(key), ['limit', '1'] as const, ['offset', '0'] as const];
      const response = await get(context, `${leaderboard}/attributes/series/image`, query, 'series/image');
      return readAnswer(response, countAnswer, 'series/image').totalItemCount;
    },

    openImage: (context, key, index) =>
      openAt(context, '/attributes/series/image/single', [...ofKey(key), ['index', String(index)]], 'series/image'),

    async textsFrom(context, key, { offset, limit }) {
      const query = [...ofKey(key), ['limit', String(limit)] as const, ['offset', String(offset)] as const];
      const response = await get(context, `${leaderboard}/attributes/series/string`, query, 'series/string');
      return readAnswer(response, textsAnswer, 'series/string').values;
    },

    async trackedFiles(context, project, hash) {
      const request: HttpRequest = {
        method: 'GET',
        path: '/api/artifacts/v1/artifact/files',
        query: [
          ['projectIdentifier', project],
          ['hash', hash],
        ],
        headers: { 'X-Neptune-Artifact-Api-Version': '2' },
      };
      const response = await session.send(context, request, 'artifact/files');
      return readAnswer(response, trackedAnswer, 'artifact/files').files;
    },

    async objects(context, { run, attribute }, after) {
      const series = {
        holder: { identifier: run, type: 'experiment' },
        attribute,
        lineage: 'NONE',
        lineageEntityType: 'RUN',
        includePreview: false,
      };
      const searchAfter = after === null ? {} : { searchAfter: { finished: false, token: after } };
      const request: HttpRequest = {
        method: 'POST',
        path: `${leaderboard}/proto/attributes/series`,
        query: [['useDeprecatedStringFields', 'false']],
        json: { requests: [{ requestId: '0', series, ...searchAfter }], order: 'ascending' },
      };
      const { body } = await session.open(context, request, 'attributes/series');
      return readObjectSeries(await buffer(body)).get('0');
    },

    async sign(context, project, path) {
      const json = { files: [{ project_identifier: project, path, permission: 'read' }] };
      const request = { method: 'POST', path: '/api/storagebridge/v1/signedUrl', json } as const;
      const { files } = readAnswer(await session.send(context, request, 'signedUrl'), signedAnswer, 'signedUrl');
      return files[0]?.url;
    },
  };
}
