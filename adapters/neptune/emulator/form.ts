import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AttributesQuery, Search } from './questions.ts';
import type { EntryType, World } from './world.ts';

/** What an endpoint found, in the two forms that servers of 3.x answer in; undefined where it was refused already. */
export interface Answer {
  readonly json: () => object;
  readonly proto: () => Uint8Array;
}

const base = '/api/leaderboard/v1';

type Question = Search & AttributesQuery;

/** What one project is asked; about entries of some types where any are named. */
export interface Query {
  readonly projectIdentifier?: string;
  readonly type?: EntryType | readonly EntryType[];
}

interface Asked {
  readonly Querystring: Query;
  readonly Body: Question;
}

/** One endpoint by JSON and, on 3.x, by protocol buffers at the same path below `/proto`. Requests are JSON in both. */
export function addTwins(
  app: FastifyInstance,
  { line }: World,
  path: string,
  answer: (body: Question, query: Query, reply: FastifyReply) => Answer | undefined,
): void {
  app.post<Asked>(`${base}${path}`, ({ body, query }, reply) => {
    const found = answer(body, query, reply);
    return found === undefined ? reply : reply.send(found.json());
  });
  if (line === '2.x') return;
  app.post<Asked>(`${base}/proto${path}`, ({ body, query }, reply) => {
    const found = answer(body, query, reply);
    return found === undefined ? reply : reply.type('application/x-protobuf').send(Buffer.from(found.proto()));
  });
}
