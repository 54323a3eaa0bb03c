import type { FastifyInstance, FastifyReply } from 'fastify';
import { refuse } from './refuse.ts';
import { projectOf, runOf, type StoredAttribute, type StoredFile, type StoredRun, type World } from './world.ts';
import { zipOf } from './write-zip.ts';

interface Query {
  readonly experimentId?: string;
  readonly attribute?: string;
  readonly path?: string;
  readonly index?: string;
  readonly limit?: string;
  readonly offset?: string;
}
type Type = StoredAttribute['type'];
type Found<T extends Type> = Extract<StoredAttribute, { readonly type: T }>;

const base = '/api/leaderboard/v1';

/** Files, sets of files, images, texts and tracked data of 2.x. */
export function addContent(app: FastifyInstance, world: World): void {
  const withAttribute = <T extends Type>(
    path: string,
    types: readonly T[],
    answer: (found: Found<T>, query: Query, reply: FastifyReply) => unknown,
  ): void => {
    app.get<{ Querystring: Query }>(`${base}${path}`, ({ query }, reply) => {
      const run = runOf(world, query.experimentId);
      const found = run?.attributes.get(query.attribute ?? '');
      return isOf(found, types) ? answer(found, query, reply) : missing(reply);
    });
  };
  withAttribute('/attributes/files', ['file'], ({ name, ext, content }) => ({ name, ext, size: content.length }));
  withAttribute('/attributes/artifacts', ['artifact'], ({ hash }) => ({ hash }));
  withAttribute('/attributes/download', ['file', 'fileSet'], (found, { path }, reply) => {
    if (found.type === 'file') return send(reply, found.name, found.content);
    const file = found.files.find((one) => one.path === path);
    return file === undefined ? missing(reply) : send(reply, file.path, file.content);
  });
  withAttribute('/attributes/ls', ['fileSet'], ({ files }, { path = '' }, reply) => {
    const entries = listed(files, path.replace(/^\/+|\/+$/g, ''));
    return entries.length === 0 && path !== '' ? missing(reply) : entries;
  });
  withAttribute('/attributes/series/image', ['imageSeries'], ({ images }) => ({ totalItemCount: images.length }));
  withAttribute('/attributes/series/image/single', ['imageSeries'], ({ images }, { index }, reply) => {
    const image = images[Number(index)];
    return image === undefined ? missing(reply) : reply.type(image.mimeType).send(image.content);
  });
  withAttribute('/attributes/series/string', ['stringSeries'], ({ points }, { offset = '0', limit = '1000' }) => {
    const start = Number(offset);
    return { totalItemCount: points.length, values: points.slice(start, start + Number(limit)) };
  });
  addZips(app, world);
  app.get<{ Querystring: { projectIdentifier?: string; hash?: string } }>(
    '/api/artifacts/v1/artifact/files',
    ({ query: { projectIdentifier, hash } }, reply) => {
      const asked = projectOf(world, projectIdentifier);
      const own = [...world.runs, ...world.registry].filter(({ project }) => project === asked);
      const all = own.flatMap(({ attributes }) => [...attributes.values()]);
      const found = all.find((one) => one.type === 'artifact' && one.hash === hash);
      return found?.type === 'artifact' ? { files: found.files } : missing(reply);
    },
  );
}

/** A set of files as a whole: it is ordered, and fetched when it is ready. */
function addZips(app: FastifyInstance, world: World): void {
  const ordered: { readonly run: StoredRun; readonly attribute: string }[] = [];
  app.post<{ Querystring: Query }>(`${base}/attributes/downloadFileSetZipRequest`, ({ query }, reply) => {
    const run = runOf(world, query.experimentId);
    const { attribute = '' } = query;
    if (run?.attributes.get(attribute)?.type !== 'fileSet') return missing(reply);
    return { id: String(ordered.push({ run, attribute }) - 1), downloadUrl: null };
  });
  app.get<{ Querystring: { id: string } }>(`${base}/download/downloadRequest`, ({ query: { id }, headers }) => {
    return { id, downloadUrl: `http://${headers.host ?? ''}${base}/download/zip?id=${id}` };
  });
  app.get<{ Querystring: { id: string } }>(`${base}/download/zip`, ({ query: { id } }, reply) => {
    const { run, attribute = '' } = ordered[Number(id)] ?? {};
    const found = run?.attributes.get(attribute);
    return found?.type === 'fileSet' ? send(reply, 'files.zip', zipOf(found.files)) : missing(reply);
  });
}

function isOf<T extends Type>(found: StoredAttribute | undefined, types: readonly T[]): found is Found<T> {
  return types.some((type) => type === found?.type);
}

function missing(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'ATTRIBUTE_NOT_FOUND', 'Attribute not found');
}

/** Whole files, whatever range is asked for. */
function send(reply: FastifyReply, name: string, content: Buffer): FastifyReply {
  const fileName = encodeURIComponent(name.slice(name.lastIndexOf('/') + 1));
  const disposition = `attachment; filename="${fileName}"`;
  return reply.type('application/octet-stream').header('content-disposition', disposition).send(content);
}

/** What lies right in a folder of a set. */
function listed(files: readonly StoredFile[], folder: string): readonly object[] {
  const start = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, object>();
  for (const { path, content } of files.filter((file) => file.path.startsWith(start))) {
    const [name = '', ...deeper] = path.slice(start.length).split('/');
    const fileType = deeper.length > 0 ? 'directory' : 'file';
    entries.set(name, {
      name,
      fileType,
      size: fileType === 'file' ? content.length : 0,
      mtime: '2026-01-05T00:00:00Z',
    });
  }
  return [...entries.values()];
}
