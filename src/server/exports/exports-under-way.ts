import { RungraphError } from '../../contract/error.ts';

/** How many exports of one caller may go on at a time. */
export interface UnderWay {
  /** Answers what ends it. @throws RATE_LIMITED. */
  begin(caller: { readonly name: string; readonly local: boolean }): () => void;
}

/** A client is told to come again after so long. */
const waitMs = 5_000;

/** The owner of the machine has no limit, as of requests. */
export function countExports(most: number): UnderWay {
  const underWay = new Map<string, number>();
  return {
    begin({ name, local }) {
      const now = underWay.get(name) ?? 0;
      if (now >= most && !local) {
        const message = `exports.concurrent: ${now} exports of yours are under way, and ${most} are allowed. Wait until one of them has ended.`;
        throw new RungraphError('RATE_LIMITED', message, { retryAfterMs: waitMs });
      }
      underWay.set(name, now + 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        const left = (underWay.get(name) ?? 1) - 1;
        if (left > 0) underWay.set(name, left);
        else underWay.delete(name);
      };
    },
  };
}
