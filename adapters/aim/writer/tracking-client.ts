import { z } from 'zod';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/contract/http.ts';
import type { Socket } from '../../../src/contract/socket.ts';
import { readAnswer } from '../../../src/kit/read-answer.ts';
import type { Tree } from '../encoding/tree.ts';
import { packTree, type Packed } from './pack-tree.ts';
import { errorOfRaised, errorOfTracking, readRaised } from './tracking-errors.ts';
import { unpackTree } from './unpack-tree.ts';

/** A method of something that the server holds open, with its arguments. */
export type Instruction = readonly [handler: string, method: string, args: readonly Packed[]];

export type ResourceType = 'Repo' | 'Lock' | 'TreeView' | 'StructuredRun';

/** One function for each request of the remote tracking protocol in use (aim/ext/transport). `client` is any UUID. */
export interface TrackingClient {
  version(context: UpstreamContext): Promise<string>;
  connect(context: UpstreamContext, client: string): Promise<void>;
  /** A client that has ever sent one loses what it holds open after five silent minutes. */
  heartbeat(context: UpstreamContext, client: string): Promise<void>;
  disconnect(context: UpstreamContext, client: string): Promise<void>;
  /** Opens something, and answers its handler. */
  open(
    context: UpstreamContext,
    client: string,
    resource: { readonly type: ResourceType; readonly args: { readonly [key: string]: Packed } },
  ): Promise<string>;
  /** Calls a method and waits for its result: the members of what it answers, none for a scalar. */
  call(context: UpstreamContext, client: string, instruction: Instruction): Promise<ReadonlyMap<string, Tree>>;
  release(context: UpstreamContext, client: string, handler: string): Promise<void>;
  openSocket(context: UpstreamContext, client: string): Promise<Socket>;
  /** Calls methods in order. Those before one that raises have been called; nobody can use the socket then. */
  write(context: UpstreamContext, socket: Socket, instructions: readonly Instruction[]): Promise<void>;
}

const versionAnswer = z.object({ version: z.string() });
const handlerAnswer = z.object({ handler: z.string() });

export function openTrackingClient(
  http: HttpClient,
  openSocket: (context: UpstreamContext, path: string) => Promise<Socket>,
): TrackingClient {
  async function send(context: UpstreamContext, request: HttpRequest): Promise<HttpResponse> {
    const response = await http.send(context, request);
    if (response.status !== 200) throw errorOfTracking(response, request.path);
    return response;
  }

  const get = (context: UpstreamContext, path: string) => send(context, { method: 'GET', path });

  return {
    async version(context) {
      const path = '/client/get-version/';
      return readAnswer(await get(context, path), versionAnswer, path).version;
    },

    async connect(context, client) {
      await get(context, `/client/connect/${client}/`);
    },

    async heartbeat(context, client) {
      await get(context, `/client/heartbeat/${client}/`);
    },

    async disconnect(context, client) {
      await get(context, `/client/disconnect/${client}/`);
    },

    async open(context, client, { type, args }) {
      const path = `/tracking/${client}/get-resource/`;
      const json = { resource_handler: '', resource_type: type, args: Object.keys(args).length > 0 ? pack(args) : '' };
      return readAnswer(await send(context, { method: 'POST', path, json }), handlerAnswer, type).handler;
    },

    async call(context, client, [handler, method, args]) {
      const path = `/tracking/${client}/read-instruction/`;
      const json = { resource_handler: handler, method_name: method, args: pack(args) };
      const answer = await http.open(context, { method: 'POST', path, json });
      const pieces: Uint8Array[] = [];
      try {
        for await (const piece of answer.body) pieces.push(piece);
      } finally {
        answer.close();
      }
      const bytes = Buffer.concat(pieces);
      if (answer.status === 200) return unpackTree(bytes);
      throw errorOfTracking({ ...answer, text: bytes.toString(), clockSkewMs: null }, method);
    },

    async release(context, client, handler) {
      await get(context, `/tracking/${client}/release-resource/${handler}/`);
    },

    openSocket: (context, client) => openSocket(context, `/tracking/${client}/write-instruction/`),

    async write(context, socket, instructions) {
      const answer = Buffer.from(await socket.ask(context, packTree(instructions)));
      if (answer.toString('latin1') === 'OK') return;
      socket.close();
      throw errorOfRaised(readRaised(Object.fromEntries(await unpackTree(answer))), 'Writing');
    },
  };
}

function pack(tree: Packed): string {
  return packTree(tree).toString('base64');
}
