import type { z } from 'zod';
import type { UpstreamContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import { errorOfResponse } from '../../src/kit/status-to-error.ts';
import { booksAnswer, entriesAnswer, pointsAnswer, versionAnswer, type WireCurve, type WireEntries } from './wire.ts';

export type Query = readonly (readonly [name: string, value: string])[];

/** One function for each endpoint in use. */
export interface LogbookClient {
  version(context: UpstreamContext): Promise<string>;
  books(context: UpstreamContext): Promise<readonly string[]>;
  entries(context: UpstreamContext, query: Query): Promise<WireEntries>;
  /** The curves in the order asked. */
  points(context: UpstreamContext, curves: readonly CurveName[]): Promise<readonly WireCurve[]>;
}

export interface CurveName {
  readonly entry: string;
  readonly curve: string;
}

export function openClient(http: HttpClient): LogbookClient {
  async function ask<T>(context: UpstreamContext, request: HttpRequest, answer: z.ZodType<T>): Promise<T> {
    const response = await http.send(context, request);
    if (response.status === 200) return readAnswer(response, answer, request.path);
    throw errorOfResponse(response, `${request.path}: the server answered with status ${response.status}.`);
  }

  return {
    async version(context) {
      return (await ask(context, { method: 'GET', path: '/api/version' }, versionAnswer)).logbook;
    },
    async books(context) {
      return (await ask(context, { method: 'GET', path: '/api/books' }, booksAnswer)).books;
    },
    entries(context, query) {
      return ask(context, { method: 'GET', path: '/api/entries', query }, entriesAnswer);
    },
    async points(context, curves) {
      const request = { method: 'POST', path: '/api/points', json: { curves } } as const;
      return (await ask(context, request, pointsAnswer)).curves;
    },
  };
}
