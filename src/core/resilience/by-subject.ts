import { LRUCache } from 'lru-cache';
import type { UpstreamContext } from '../../contract/context.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { CallOfMany, Policy } from './policy.ts';

/**
 * Policies by what calls are about: an experiment, or an artifact, whose files lie in a store of their own. One that is
 * out of reach is left alone by itself, and calls about others pass.
 */
export interface PoliciesBySubject {
  of(subject: string): Policy;
  /** A call of many, each item behind the policy of its own subject. Items that are asked together are one call still. */
  many<T>(
    context: UpstreamContext,
    subjects: readonly string[],
    call: CallOfMany<string, T>,
  ): Promise<readonly (T | RungraphError)[]>;
  /** A failure that was counted and after which no call about the same has succeeded; null where there is none. */
  readonly failure: () => RungraphError | null;
}

/** Subjects whose state is kept; of those that nobody has asked about for long, nothing is known. */
const mostSubjects = 1_000;

export function policiesBySubject(open: (subject: string) => Policy): PoliciesBySubject {
  const policies = new LRUCache<string, Policy>({ max: mostSubjects });

  function of(subject: string): Policy {
    const known = policies.get(subject);
    if (known !== undefined) return known;
    const policy = open(subject);
    policies.set(subject, policy);
    return policy;
  }

  return {
    of,
    async many(context, subjects, call) {
      const together = gather(call);
      return Promise.all(
        subjects.map(async (subject) => {
          try {
            const [slot] = await of(subject).many(context, [subject], async () => [await together(subject)]);
            if (slot === undefined) throw new Error('a call of many left a slot out');
            return slot;
          } catch (error) {
            if (isRungraphError(error)) return error;
            throw error;
          }
        }),
      );
    },
    failure: () => [...policies.values()].map((policy) => policy.failure()).find((failure) => failure !== null) ?? null,
  };
}

/** Makes one call of what is asked for one by one, before anything is waited for. */
function gather<T>(call: CallOfMany<string, T>): (item: string) => Promise<T | RungraphError> {
  let waiting: { readonly items: string[]; readonly answers: ReturnType<CallOfMany<string, T>> } | undefined;

  return async (item) => {
    if (waiting === undefined) {
      const items: string[] = [];
      const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting = undefined;
        return call(items);
      });
      waiting = { items, answers };
    }
    const { items, answers } = waiting;
    const place = items.push(item) - 1;
    const slot = (await answers)[place];
    if (slot === undefined) throw new Error('a call of many left a slot out');
    return slot;
  };
}
