import type { UpstreamContext } from '../../../src/contract/context.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpStream } from '../../../src/contract/http.ts';
import { openLearnt } from '../../../src/kit/learnt.ts';
import { readAnswer } from '../../../src/kit/read-answer.ts';
import { errorOfAnswer, errorOfStream, loginRefused } from '../errors.ts';
import type { ProductLine } from '../archive/product-line.ts';
import { clientConfig, tokenAnswer } from '../wire.ts';

/** A login at one server. */
export interface Session {
  /** Sends with a bearer token, which is fetched anew before it runs out, and once more where the server says it did. */
  send(context: UpstreamContext, request: HttpRequest, what: string): Promise<HttpResponse>;
  /** The same, for a body that is read piece by piece. */
  open(context: UpstreamContext, request: HttpRequest, what: string): Promise<HttpStream>;
  /** Which of the two products answers, and its clock less ours. */
  recognise(context: UpstreamContext): Promise<ServerFacts & { readonly clockSkewMs: number | null }>;
  /** What `recognise` found. */
  facts(): ServerFacts;
}

export interface ServerFacts {
  readonly line: ProductLine;
  /** How tracked data is hashed, as the algorithm of a digest: servers before version 2 of the artifacts API count metadata too. */
  readonly hashing: 'neptune' | 'neptune-1';
}

interface Bearer {
  readonly token: string;
  /** Epoch milliseconds from which on it is not used any more. */
  readonly staleAt: number;
}

/** So long before its end a token is replaced: the client's own margin. */
const marginMs = 30_000;
/** For tokens that do not tell when they end. */
const unknownLifeMs = 60_000;

const configPath = '/api/backend/v1/clients/config';
const loginPath = '/api/backend/v1/authorization/oauth-token';

/**
 * The API token is exchanged for a bearer token, which lives for minutes. It is exchanged again before that ends: the
 * client's other way, a refresh token sent to the server's identity provider, saves nothing and needs a second address.
 */
export function openSession(http: HttpClient, apiToken: string, now: () => number): Session {
  let bearer: Promise<Bearer> | undefined;
  const facts = openLearnt<ServerFacts>();
  const credentials = { 'X-Neptune-Api-Token': apiToken };

  async function login(context: UpstreamContext): Promise<Bearer> {
    const response = await http.send(context, { method: 'GET', path: loginPath, headers: credentials });
    if (response.status !== 200) throw loginRefused(response);
    const { accessToken } = readAnswer(response, tokenAnswer, 'login');
    return { token: accessToken, staleAt: endOf(accessToken, now()) - marginMs };
  }

  /** One login for all who need one. Who waits for another's and sees it cancelled logs in itself. */
  async function bearerOf(context: UpstreamContext): Promise<Bearer> {
    const waiting = bearer;
    if (waiting !== undefined) {
      const found = await waiting.catch(() => undefined);
      if (found !== undefined && found.staleAt > now()) return found;
    }
    if (bearer === waiting || bearer === undefined) {
      const fresh = login(context);
      bearer = fresh;
      fresh.catch(() => {
        if (bearer === fresh) bearer = undefined;
      });
    }
    return bearer;
  }

  async function withBearer(context: UpstreamContext, request: HttpRequest): Promise<HttpRequest> {
    const { token } = await bearerOf(context);
    return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
  }

  async function recognise(context: UpstreamContext) {
    const response = await http.send(context, {
      method: 'GET',
      path: configPath,
      query: [['alpha', 'true']],
      headers: credentials,
    });
    if (response.status !== 200) throw loginRefused(response);
    const { security, artifacts } = readAnswer(response, clientConfig, 'clients/config');
    const line: ProductLine = security === undefined || security === null ? '2.x' : '3.x';
    const hashing: ServerFacts['hashing'] = artifacts?.apiVersion === 2 ? 'neptune' : 'neptune-1';
    facts.set({ line, hashing });
    return { line, hashing, clockSkewMs: response.clockSkewMs };
  }

  return {
    async send(context, request, what) {
      let response = await http.send(context, await withBearer(context, request));
      if (response.status === 401) {
        bearer = undefined;
        response = await http.send(context, await withBearer(context, request));
      }
      if (response.status !== 200) throw errorOfAnswer(response, what);
      return response;
    },
    async open(context, request, what) {
      let stream = await http.open(context, await withBearer(context, request));
      if (stream.status === 401) {
        stream.close();
        bearer = undefined;
        stream = await http.open(context, await withBearer(context, request));
      }
      if (![200, 206, 416].includes(stream.status)) throw await errorOfStream(stream, what);
      return stream;
    },
    recognise,
    facts: () => facts.get(),
  };
}

/** When a JSON Web Token ends, in epoch milliseconds. Its signature is the server's to check. */
function endOf(token: string, now: number): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    if (typeof claims === 'object' && claims !== null && 'exp' in claims && typeof claims.exp === 'number') {
      return claims.exp * 1000;
    }
  } catch {
    // An opaque token.
  }
  return now + unknownLifeMs + marginMs;
}
