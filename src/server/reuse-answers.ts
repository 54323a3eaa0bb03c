import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, type KeptAnswer, type Moment } from '../core/cache/answers/answer-store.ts';
import type { RequestContext } from '../graphql/context.ts';
import { costHeader } from '../graphql/cost/check-cost.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { matchesTag } from './matches-tag.ts';
import { questionOf } from './question-of.ts';

/** A question whose answer is made now. */
interface Asked {
  readonly question: string;
  readonly since: Moment;
  context?: RequestContext;
}

export interface AnswerReuse {
  /** Tells whose parts the answer of this request will be made of. */
  note(request: FastifyRequest, context: RequestContext): void;
}

/** Smaller answers are not worth compressing. */
const compressFrom = 2048;

/**
 * Answers the same question of the same caller with the same bytes while nothing in them is old (before its body is even
 * parsed), and lets GET requests ask whether what they have is still the answer. `app` must serve GraphQL alone.
 */
export function reuseAnswers(app: FastifyInstance, gateway: Gateway): AnswerReuse {
  const asked = new WeakMap<FastifyRequest, Asked>();
  const found = new WeakMap<FastifyRequest, KeptAnswer>();
  const { answers, metrics } = gateway;

  function look(request: FastifyRequest, body: string): boolean {
    const question = questionOf(request, body, gateway);
    if (answers === undefined || question === null) return false;
    const answer = answers.find(question);
    metrics.observer.keptAnswer(answer !== undefined);
    if (answer === undefined) asked.set(request, { question, since: answers.now() });
    else found.set(request, answer);
    return answer !== undefined;
  }

  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (look(request, text)) done(null, {});
    else void parse(request, text, done);
  });

  app.addHook('preValidation', async (request, reply) => {
    if (request.method === 'GET') look(request, '');
    const answer = found.get(request);
    if (answer !== undefined) await send(request, reply, answer);
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || reply.statusCode !== 200) {
      done(null, payload);
      return;
    }
    // Once: Node would make bytes of a long text for its length, for the header before it, and for itself.
    const bytes = Buffer.from(payload);
    keep(request, reply, bytes);
    const isNews = request.method !== 'GET' || tag(request, reply, etagOf(bytes));
    done(null, isNews ? bytes : null);
  });

  function keep(request: FastifyRequest, reply: FastifyReply, body: Buffer): void {
    const { question, since, context } = asked.get(request) ?? {};
    if (answers === undefined || question === undefined || since === undefined || context === undefined) return;
    const parts = context.scope.parts?.summary() ?? null;
    if (parts === null || !context.outcome.whole) return;
    const { estimated } = context.outcome;
    const contentType = String(reply.getHeader('content-type'));
    answers.keep(question, { body, contentType, estimated }, parts, since);
  }

  return {
    note(request, context) {
      const known = asked.get(request);
      if (known !== undefined) known.context = context;
    },
  };
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: KeptAnswer): Promise<FastifyReply> {
  const { body, contentType, estimated, etag } = answer;
  void reply.headers({ 'content-type': contentType, 'rungraph-cost': costHeader(estimated, 0) });
  if (request.method === 'GET' && !tag(request, reply, etag)) return reply.send();
  if (body.length < compressFrom) return reply.send(body);
  vary(reply, 'accept-encoding');
  if (!takesGzip(request)) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await answer.compressed());
}

/** Says which answer this is; false where the client has it already, and then the answer is 304. */
function tag(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  void reply.headers({ etag, 'cache-control': 'private, no-cache' });
  if (!matchesTag(request.headers['if-none-match'], etag)) return true;
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return false;
}

/** Another header that the answer depends on, beside those that are told already. */
function vary(reply: FastifyReply, name: string): void {
  const told = reply.getHeader('vary');
  void reply.header('vary', told === undefined ? name : `${String(told)}, ${name}`);
}

function takesGzip(request: FastifyRequest): boolean {
  const accepted = request.headers['accept-encoding'] ?? '';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted);
}
