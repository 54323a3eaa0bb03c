import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { RungraphError } from '../contract/error.ts';
import type { Log } from '../contract/tracker.ts';
import { hashOf, type TrustedDocuments } from '../graphql/documents/trusted.ts';
import { toGraphQLError } from '../graphql/errors.ts';
import { questionIn } from './question-in.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;

/**
 * Lets clients ask trusted documents alone, or tells the log of others, each once. Comes before a document is parsed: who
 * sends another one learns nothing of the schema by its mistakes. A document that is named by its hash is looked up later.
 */
export function refuseUntrusted(trusted: TrustedDocuments, log: Log | undefined): Handler {
  const told = new LRUCache<string, true>({ max: 10_000 });
  return (request, reply, done) => {
    const { query, operationName } = questionIn(request);
    if (typeof query !== 'string' || query === '' || trusted.has(query)) {
      done();
      return;
    }
    const hash = hashOf(query);
    if (trusted.mode === 'enforce') {
      const message = `This gateway answers trusted documents alone, and the one with the hash ${hash} is none. The keepers of the gateway can add it to documents.trusted.`;
      void reply.code(403).send({ errors: [toGraphQLError(new RungraphError('FORBIDDEN', message))] });
      return;
    }
    if (!told.has(hash)) {
      told.set(hash, true);
      const operation = typeof operationName === 'string' ? operationName : null;
      log?.warn({ traceId: request.id, hash, operation, caller: request.caller.name }, 'A document is not trusted.');
    }
    done();
  };
}
