import type { FastifyReply } from 'fastify';

/** Errors carry a type that clients go by. */
export function refuse(reply: FastifyReply, status: number, errorType: string, title: string): FastifyReply {
  return reply.status(status).send({ code: status, errorType, title, message: title });
}
