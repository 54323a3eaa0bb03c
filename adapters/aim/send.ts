import type { UpstreamContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpStream } from '../../src/contract/http.ts';
import { readRoots } from './encoding/read-roots.ts';
import type { Root } from './encoding/tree-builder.ts';
import { errorOfAnswer, htmlPage } from './errors.ts';

/** A stream whose first byte is there. The opener reads `roots` to their end or calls `close`. */
export interface OpenStream {
  readonly roots: AsyncGenerator<Root>;
  readonly close: () => void;
}

/** Sends requests below /api, and turns every answer but a good one into an error. */
export interface Sender {
  /** GET, for answers in JSON. */
  get(context: UpstreamContext, path: string, query?: HttpRequest['query']): Promise<HttpResponse>;
  /** What changes something, for answers in JSON. */
  send(context: UpstreamContext, request: Pick<HttpRequest, 'method' | 'path' | 'json'>): Promise<HttpResponse>;
  /** For answers in the encoding of streams. A POST where there is a body. */
  open(context: UpstreamContext, request: StreamRequest): Promise<OpenStream>;
}

export type StreamRequest = Pick<HttpRequest, 'path' | 'query' | 'json' | 'long'>;

export function openSender(http: HttpClient): Sender {
  return {
    async get(context, path, query = []) {
      return checked(await http.send(context, { method: 'GET', path: `/api${path}`, query }), path);
    },

    async send(context, { path, ...request }) {
      return checked(await http.send(context, { ...request, path: `/api${path}` }), path);
    },

    async open(context, { path, ...request }) {
      const method = request.json === undefined ? 'GET' : 'POST';
      // The server packs with gzip in its only thread, which takes it longer than sending the bytes.
      const headers = { 'Accept-Encoding': 'identity' };
      const answer = await http.open(context, { ...request, method, path: `/api${path}`, headers });
      if (answer.status === 200 && !isHtml(answer)) {
        return {
          roots: closing(answer),
          close: () => {
            answer.close();
          },
        };
      }
      const response = { ...answer, text: await textOf(answer), clockSkewMs: null };
      throw answer.status === 200 ? htmlPage(path, response.text) : errorOfAnswer(response, path);
    },
  };
}

function checked(response: HttpResponse, path: string): HttpResponse {
  if (response.status < 200 || response.status > 299) throw errorOfAnswer(response, path);
  if (isHtml(response)) throw htmlPage(path, response.text);
  return response;
}

async function* closing(answer: HttpStream): AsyncGenerator<Root> {
  try {
    yield* readRoots(answer.body);
  } finally {
    answer.close();
  }
}

function isHtml({ headers }: Pick<HttpStream, 'headers'>): boolean {
  return /\bhtml\b/i.test(headers['content-type'] ?? '');
}

/** The start of a body that is an error or a page. */
async function textOf(answer: HttpStream): Promise<string> {
  let text = '';
  try {
    for await (const piece of answer.body) {
      text += Buffer.from(piece).toString();
      if (text.length > 10_000) break;
    }
  } finally {
    answer.close();
  }
  return text;
}
