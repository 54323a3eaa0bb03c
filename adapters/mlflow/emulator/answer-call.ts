import type { Json } from '../../../src/contract/value.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { ServerCrash, invalid, wrongContentType } from './fault.ts';
import type { World } from './store/state.ts';
import { checkRequest, type RequestJson } from './wire/check-request.ts';
import { isArray } from './wire/is-array.ts';
import { readJson } from './wire/read-json.ts';
import { camelCase, readMessage, type Fields } from './wire/proto-message.ts';

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
    throw wrongContentType();
  }
  const json = readJson(body);
  // log-batch measures the request before it is read, and trips over none.
  if (json === undefined && endpoint.path === '/mlflow/runs/log-batch') throw new ServerCrash();
  const request = objectOf(typeof json === 'string' ? readJson(json) : (json ?? null));
  return world.generation.strictIds ? unambiguous(request, endpoint.fields) : withTextIds(request);
}

/** Older clients encoded their JSON twice, which is why text was read again; that must be JSON then. */
function objectOf(json: Json | undefined): RequestJson {
  if (json === null || isArray(json)) return {};
  if (typeof json !== 'object') throw new ServerCrash();
  return json;
}

/** A field spelled in both of protobuf's ways is refused. */
function unambiguous(request: RequestJson, fields: Fields): RequestJson {
  for (const name of Object.keys(fields)) {
    const camel = camelCase(name);
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
    ...(id === undefined ? {} : { experiment_id: idText(id) }),
    ...(ids === undefined ? {} : { experiment_ids: itemsOf(ids).map(idText) }),
  };
}

/** What Python iterates over. */
function itemsOf(json: Json): readonly Json[] {
  if (isArray(json)) return json;
  if (typeof json === 'string') return Array.from(json);
  if (typeof json !== 'object' || json === null) throw new ServerCrash();
  return Object.keys(json);
}

function idText(json: Json): string {
  if (json === null) return 'None';
  return typeof json === 'object' ? '{}' : String(json);
}
