import type { HttpResponse } from '../../src/contract/http.ts';

/** How many things one request asks for, which follows what the server says of its limits. */
export interface Pace {
  /** Runs of one request for history. The server bills the time that it takes to look them up. */
  readonly size: number;
  /** Learns from an answer: refused, nearly refused, or well. */
  note(response: Pick<HttpResponse, 'status' | 'headers'>): void;
}

const most = 25;
/** RateLimit-Remaining is scaled to 1000, whatever the limit. */
const scarce = 200;

/** Halves where the server refuses or gives up, and grows again by one with every good answer. */
export function openPace(): Pace {
  let size = most;
  return {
    get size() {
      return size;
    },
    note({ status, headers }) {
      const remaining = Number(headers['ratelimit-remaining'] ?? Number.NaN);
      if (status === 429 || status >= 500) size = Math.max(1, Math.floor(size / 2));
      else if (remaining < scarce) size = Math.max(1, size - 1);
      else size = Math.min(most, size + 1);
    },
  };
}
