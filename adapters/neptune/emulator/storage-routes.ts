import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { projectOf, type StoredAttribute, type StoredFile, type World } from './world.ts';

interface ToSign {
  readonly files: readonly {
    readonly project_identifier: string;
    readonly path: string;
    readonly permission: string;
  }[];
}

/** Where the bytes of 3.x are: the server signs addresses, which a store answers without a login, in part too. */
export function addStorage(app: FastifyInstance, world: World): void {
  const signed = new Map<string, StoredFile | undefined>();
  app.post<{ Body: ToSign }>('/api/storagebridge/v1/signedUrl', ({ body, headers }) => ({
    files: body.files.map(({ project_identifier, path, permission }) => {
      const signature = randomUUID();
      signed.set(signature, findFile(world, projectOf(world, project_identifier), path));
      const url = `http://${headers.host ?? ''}/storage/${encodeURIComponent(path)}?signature=${signature}`;
      return { project_identifier, path, permission, url, provider: 'gcp' };
    }),
  }));
  app.get<{ Querystring: { signature?: string } }>(
    '/storage/:path',
    ({ query: { signature = '' }, headers }, reply) => {
      if (headers.authorization !== undefined || !signed.has(signature)) return reply.status(400).send('bad signature');
      const file = signed.get(signature);
      if (file === undefined) return reply.status(404).send('no such object');
      const { content, mimeType } = file;
      const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
      const size = content.length;
      const tagged = reply.type(mimeType).header('etag', `"${signatureOf(content)}"`);
      if (headers.range === undefined) return tagged.send(content);
      const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
      const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
      if (first > last)
        return reply
          .status(416)
          .header('content-range', `bytes */${String(size)}`)
          .send();
      const range = `bytes ${String(first)}-${String(last)}/${String(size)}`;
      return tagged
        .status(206)
        .header('content-range', range)
        .send(content.subarray(first, last + 1));
    },
  );
}

function signatureOf(content: Buffer): string {
  return content.subarray(0, 16).toString('hex') + String(content.length);
}

function findFile({ runs }: World, project: string | undefined, path: string): StoredFile | undefined {
  const own = runs.filter((run) => run.project === project);
  return own.flatMap(({ attributes }) => [...attributes.values()].flatMap(filesOf)).find((file) => file.path === path);
}

function filesOf(attribute: StoredAttribute): readonly StoredFile[] {
  if (attribute.type === 'fileRef') return [attribute.file];
  return attribute.type === 'fileRefSeries' ? attribute.points.map(({ value }) => value) : [];
}
