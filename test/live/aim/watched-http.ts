import type { HttpClient, HttpStream } from '../../../src/contract/http.ts';

/** What happens once so many bytes of an answer have come; the rest waits for it. Every answer begins anew. */
export interface Watch {
  readonly path: string;
  readonly bytes: number;
  readonly then: () => Promise<void>;
}

/** The same client, but that the bodies of streams are watched. */
export function watchHttp(http: HttpClient, watch: Watch): HttpClient {
  return {
    ...http,
    async open(context, request) {
      const answer = await http.open(context, request);
      return request.path.endsWith(watch.path) ? { ...answer, body: watched(answer, watch) } : answer;
    },
  };
}

async function* watched({ body }: HttpStream, { bytes, then }: Watch): AsyncGenerator<Uint8Array> {
  let passed = 0;
  for await (const piece of body) {
    if (passed < bytes && passed + piece.length >= bytes) await then();
    passed += piece.length;
    yield piece;
  }
}
