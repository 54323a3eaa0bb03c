import type { Json } from '../../../src/contract/value.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { ServerCrash, invalid } from './fault.ts';
import type { World } from './store/state.ts';
import { checkRequest, type RequestJson } from './wire/check-request.ts';
import { readMessage, type Fields } from './wire/proto-message.ts';

export interface Call {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

/** Reads a call as the server's handlers do, and answers it with the body of a response. */
export function answerCall(world: World, endpoint: Endpoint, call: Call): string {
  const request = call.method === 'GET' ? fromQuery(call.query, endpoint.fields) : fromBody(world, endpoint, call);
  const { message, complete } = readMessage(request, endpoint.fields);
  checkRequest(request, endpoint.checks, complete);
  return endpoint.answer({ world, message, query: call.query });
}

/** A key may be repeated where the field is a list; elsewhere its first value counts. */
function fromQuery(query: URLSearchParams, fields: Fields): RequestJson {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => query.has(name))
      .map(([name, { type }]) => [name, type === 'texts' ? query.getAll(name) : (query.get(name) ?? '')]),
  );
}

function fromBody(world: World, endpoint: Endpoint, { contentType, body }: Call): RequestJson {
  if (contentType.split(';')[0]?.trim() !== 'application/json') {
    throw invalid("Bad Request. Content-Type must be one of ['application/json'].");
  }
  const json = tolerantJson(body);
  // log-batch measures the request before it is read, and trips over none.
  if (json === undefined && endpoint.path === '/mlflow/runs/log-batch') throw new ServerCrash();
  const request = objectOf(typeof json === 'string' ? tolerantJson(json) : (json ?? {}));
  return world.generation.strictIds ? unambiguous(request, endpoint.fields) : withTextIds(request);
}

/** What cannot be parsed is taken for nothing at all. */
function tolerantJson(body: string): Json | undefined {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

function objectOf(json: Json | undefined): RequestJson {
  if (typeof json !== 'object' || json === null) throw new ServerCrash();
  return Array.isArray(json) ? {} : Object.fromEntries(Object.entries(json));
}

/** A field spelled in both of protobuf's ways is refused. */
function unambiguous(request: RequestJson, fields: Fields): RequestJson {
  for (const name of Object.keys(fields)) {
    const camel = name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
    if (name !== camel && name in request && camel in request) {
      throw invalid(`Request specifies both '${name}' and '${camel}'; provide only one of them.`);
    }
  }
  return request;
}

/** For the sake of very old clients, ids of experiments may be numbers. */
function withTextIds(request: RequestJson): RequestJson {
  const { experiment_id: id, experiment_ids: ids } = request;
  return {
    ...request,
    ...(id === undefined ? {} : { experiment_id: String(id) }),
    ...(typeof ids === 'string' || Array.isArray(ids) ? { experiment_ids: [...ids].map(String) } : {}),
  };
}
