import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { PartsSummary } from './answer-parts.ts';
import type { StoreWatcher } from '../stores/watched-store.ts';

/** The bytes of an answer, as they go out. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly contentType: string;
  /** How many requests trackers were expected to get for it when it was made. */
  readonly estimated: number;
  /** Quoted, as in the header. */
  readonly etag: string;
  /** Compressed, once. */
  readonly compressed: () => Promise<Buffer>;
}

/** A moment, to tell whether something changed since. */
export type Moment = number;

/**
 * Whole answers: while every part of one is fresh and unchanged, the same question of the same caller gets the same bytes.
 * Only answers made of kept parts alone are kept, so that what they tell about themselves stays true.
 */
export interface KeptAnswers extends StoreWatcher {
  /** Taken before an answer is made. */
  now(): Moment;
  find(question: string): KeptAnswer | undefined;
  /** Keeps an answer, unless a part of it changed since. */
  keep(
    question: string,
    answer: Pick<KeptAnswer, 'body' | 'contentType' | 'estimated'>,
    parts: PartsSummary,
    since: Moment,
  ): void;
}

interface Held extends KeptAnswer {
  readonly keys: readonly string[];
  readonly freshUntil: number;
}

const gzipped = promisify(gzip);
/** Changes of so many keys are remembered; they matter while an answer is made. */
const mostChanges = 50_000;

export function openKeptAnswers(mostBytes: number, now: () => number = Date.now): KeptAnswers {
  const byKey = new Map<string, Set<string>>();
  const changed = new LRUCache<string, Moment>({ max: mostChanges });
  let moment: Moment = 0;
  let droppedAt: Moment = 0;
  const held = new LRUCache<string, Held>({
    maxSize: mostBytes,
    // The compressed form comes on top, at about a third; keys and questions are texts of two bytes a character.
    sizeCalculation: ({ body, keys }, question) =>
      Math.ceil(body.length * 1.4) + 2 * question.length + 200 + keys.length * 100,
    dispose({ keys }, question) {
      for (const key of keys) {
        const questions = byKey.get(key);
        questions?.delete(question);
        if (questions?.size === 0) byKey.delete(key);
      }
    },
  });

  return {
    now: () => moment,

    find(question) {
      const answer = held.get(question);
      if (answer === undefined || now() < answer.freshUntil) return answer;
      held.delete(question);
      return undefined;
    },

    keep(question, { body, contentType, estimated }, { keys, freshUntil }, since) {
      if (droppedAt > since || keys.some((key) => (changed.get(key) ?? 0) > since)) return;
      const etag = etagOf(body);
      let once: Promise<Buffer> | undefined;
      const compressed = (): Promise<Buffer> => (once ??= gzipped(body));
      // What the answer replaces goes first: it would take the new one's keys along.
      held.delete(question);
      held.set(question, { body, contentType, estimated, etag, compressed, keys, freshUntil });
      if (!held.has(question)) return;
      for (const key of keys) {
        const questions = byKey.get(key) ?? new Set();
        questions.add(question);
        byKey.set(key, questions);
      }
    },

    wrote(keys) {
      moment += 1;
      for (const key of keys) {
        changed.set(key, moment);
        for (const question of [...(byKey.get(key) ?? [])]) held.delete(question);
      }
    },

    dropped(prefix) {
      moment += 1;
      droppedAt = moment;
      const gone = [...byKey].filter(([key]) => key.startsWith(prefix)).flatMap(([, questions]) => [...questions]);
      for (const question of new Set(gone)) held.delete(question);
    },
  };
}

/** A strong validator of these bytes (RFC 9110, section 8.8.3). */
export function etagOf(bytes: Buffer): string {
  return `"${createHash('sha1').update(bytes).digest('base64url')}"`;
}
