import { z } from 'zod';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { HttpClient } from '../../../src/contract/http.ts';
import { checkShape } from '../../../src/kit/read-answer.ts';
import { pageInfo } from '../artifacts/wire-artifacts.ts';
import { copyKey } from '../bookkeeping.ts';
import { batchDocument } from '../documents.ts';
import { errorOfAnswer } from '../errors.ts';
import type { ProjectKey, RunKey } from '../ids.ts';
import type { Pace } from '../pace.ts';
import type { Sender } from '../send.ts';
import { openAsker } from './ask.ts';
import * as documents from './write-documents.ts';

/** What a run is made or changed by. What is left out stays as it is. */
export interface BucketDraft {
  readonly displayName?: string | null;
  readonly notes?: string | null;
  readonly groupName?: string | null;
  readonly jobType?: string | null;
  /** The whole config, each value wrapped, as JSON with bare NaN and long integers. */
  readonly config?: string;
  /** All of them. */
  readonly tags?: readonly string[];
}

const text = z.string().nullish();

/** A run as its writer needs it. */
const bucket = z.object({
  id: z.string(),
  config: text,
  tags: z.array(z.string()).nullish(),
  historyLineCount: z.coerce.number().nullish(),
});
export type WireBucket = z.infer<typeof bucket>;

const upserted = z.object({ upsertBucket: z.object({ bucket }) });
const bucketOfProject = z.object({ run: bucket.nullish() }).nullish();
const copiesOfProject = z
  .object({
    runs: z.object({
      edges: z.array(z.object({ node: z.object({ name: z.string(), config: text }).nullish() })),
      pageInfo,
    }),
  })
  .nullish();
const createdFiles = z.object({
  createRunFiles: z.object({
    uploadHeaders: z.array(z.string()).nullish(),
    files: z.array(z.object({ name: z.string(), uploadUrl: text })),
  }),
});

export type CopiesPage = NonNullable<z.infer<typeof copiesOfProject>>['runs'];

/** What one request of a run's stream brings. A chunk goes on at a number of lines. */
export interface StreamPart {
  readonly files?: Readonly<Record<string, { readonly offset: number; readonly content: readonly string[] }>>;
  /** Paths of files that are uploaded. */
  readonly uploaded?: readonly string[];
  readonly complete?: true;
  readonly exitcode?: number;
}

/** An address that bytes are put at, and what goes along. */
export interface UploadPlace {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One function for each request that changes something, and for what must be known before. */
export interface WriteClient {
  makeProject(context: CallContext, project: ProjectKey): Promise<void>;
  /** Makes the run where there is none of this id. */
  makeRun(context: CallContext, run: RunKey, draft: BucketDraft): Promise<WireBucket>;
  /** `id` as the server calls it. */
  changeRun(context: CallContext, id: string, draft: BucketDraft): Promise<void>;
  /** Null where there is none. */
  readRun(context: CallContext, run: RunKey): Promise<WireBucket | null>;
  /** A page of a project's runs with what copies say of themselves; null where there is no such project. */
  listCopies(
    context: CallContext,
    project: ProjectKey,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<CopiesPage | null>;
  /** May be sent again: lines have numbers. */
  stream(context: CallContext, run: RunKey, part: StreamPart): Promise<void>;
  /** Where the bytes of a file go. */
  makeFile(context: CallContext, run: RunKey, path: string): Promise<UploadPlace>;
}

export function openWriteClient(http: HttpClient, sender: Sender, pace: Pace): WriteClient {
  const ask = openAsker(sender);

  return {
    async makeProject(context, { entity, project }) {
      const input = { entityName: entity, name: project };
      await ask(context, 'CreateProject', documents.createProject, { input }, z.unknown());
    },

    async makeRun(context, { entity, project, run }, draft) {
      const variables = { entity, project, name: run, ...draft };
      return (await ask(context, 'UpsertBucket', documents.upsertBucket, variables, upserted)).upsertBucket.bucket;
    },

    async changeRun(context, id, draft) {
      await ask(context, 'UpsertBucket', documents.upsertBucket, { id, ...draft }, upserted);
    },

    async readRun(context, { run, ...project }) {
      const part = { project, variables: { r: run } };
      const request = batchDocument('RunToWrite', [part], () => `run(name: $r) { ${documents.bucketFields} }`, {});
      const { data, errors } = await sender.ask(context, request);
      const error = errors.get('p0');
      if (error !== undefined && error.code !== 'NOT_FOUND') throw error;
      return checkShape(data['p0'] ?? null, bucketOfProject, request.what)?.run ?? null;
    },

    async listCopies(context, project, { first, after }) {
      const part = { project, variables: { n: first, c: after } };
      const shared = { o: '+created_at', ck: [copyKey] };
      const request = batchDocument('Copies', [part], documents.copiesSelection, shared);
      const { data, errors } = await sender.ask(context, request);
      const error = errors.get('p0');
      if (error !== undefined && error.code !== 'NOT_FOUND') throw error;
      return checkShape(data['p0'] ?? null, copiesOfProject, request.what)?.runs ?? null;
    },

    async stream(context, { entity, project, run }, part) {
      const path = `/files/${[entity, project, run].map(encodeURIComponent).join('/')}/file_stream`;
      const response = await http.send(context, { method: 'POST', path, json: part });
      pace.note(response);
      if (response.status !== 200) throw errorOfAnswer(response, 'file_stream');
    },

    async makeFile(context, { entity, project, run }, path) {
      const variables = { entity, project, run, files: [path] };
      const answer = await ask(context, 'CreateRunFiles', documents.createRunFiles, variables, createdFiles);
      const { files, uploadHeaders } = answer.createRunFiles;
      const url = files.find(({ name }) => name === path)?.uploadUrl;
      if (!url) throw new RungraphError('PROTOCOL', 'The server gave no address for a file that is to be uploaded.');
      return { url, headers: toHeaders(uploadHeaders) };
    },
  };
}

/** Of lines like `Name:value`. */
export function toHeaders(lines: readonly string[] | null | undefined): Readonly<Record<string, string>> {
  const headers = (lines ?? []).map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return Object.fromEntries(headers);
}
