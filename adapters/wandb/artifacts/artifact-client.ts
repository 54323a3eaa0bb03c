import type { z } from 'zod';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import { checkShape } from '../../../src/kit/read-answer.ts';
import { askSplitting } from '../ask-splitting.ts';
import { batchDocument } from '../documents.ts';
import type { ProjectKey } from '../ids.ts';
import type { Pace } from '../pace.ts';
import type { Lacks, Sender } from '../send.ts';

/** One thing asked of many places: a part for each, by aliases of as few requests as the server bears. */
export interface Question<P extends Part, T> {
  /** Names the call for messages, and the operation for the server. */
  readonly what: string;
  readonly parts: readonly P[];
  /** Below a project. It names variables of the part and of all parts. */
  readonly selection: (part: P, lacks: Lacks) => string;
  readonly shared?: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<T>;
}

export interface Part {
  readonly project: ProjectKey;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ArtifactClient {
  /** An answer for each part, in order; null for what is not there, an error for what the server fails at. */
  ask<P extends Part, T>(
    context: UpstreamContext,
    question: Question<P, T>,
  ): Promise<readonly (T | null | RungraphError)[]>;
}

export function openArtifactClient(sender: Sender, pace: Pace): ArtifactClient {
  async function askOnce<P extends Part, T>(
    context: UpstreamContext,
    { what, parts, selection, shared = {}, schema }: Question<P, T>,
  ): Promise<readonly (T | null | RungraphError)[]> {
    const select = (lacks: Lacks, index: number): string => {
      const part = parts[index];
      return part === undefined ? '__typename' : selection(part, lacks);
    };
    const { data, errors } = await sender.ask(context, batchDocument(what, parts, select, shared));
    return parts.map((_part, index) => {
      const error = errors.get(`p${index}`);
      if (error !== undefined) return error.code === 'NOT_FOUND' ? null : error;
      return checkShape(data[`p${index}`], schema, what);
    });
  }

  return {
    ask(context, question) {
      return askSplitting(question.parts, pace.size, (parts) => askOnce(context, { ...question, parts }));
    },
  };
}

/** The answer to a question about one thing. */
export async function askOne<P extends Part, T>(
  client: ArtifactClient,
  context: UpstreamContext,
  question: Question<P, T>,
): Promise<T | null> {
  const [answer = null] = await client.ask(context, question);
  if (isRungraphError(answer)) throw answer;
  return answer;
}
