import { isRungraphError, type ErrorCode, type RungraphError } from '../../contract/error.ts';
import type { UpstreamContext } from '../../contract/context.ts';
import type { Log } from '../../contract/tracker.ts';

/** Failures that may last: they say how a source is, and not that a question was wrong. */
const states: readonly ErrorCode[] = [
  'UNAVAILABLE',
  'TIMEOUT',
  'PROTOCOL',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
];
/** These are the matter of a caller who brings credentials. */
const ofCallers: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** Whether the log tells of this failure once, when it begins, and of its end. */
export function isState({ code, asked }: RungraphError): boolean {
  return asked && states.includes(code);
}

type Asker = Pick<UpstreamContext, 'principal' | 'traceId' | 'operation'>;

/** The log of how one kind of calls does at one source. A state that lasts is two lines: when it begins and when it ends. */
export interface Outages {
  /** Notes how a call ended, and hands that on. */
  watch<T>(asker: Asker, call: () => Promise<T>): Promise<T>;
  /** The same for a call of many, which fails when nothing of it came back. */
  watchMany<T>(asker: Asker, call: () => Promise<Slots<T>>): Promise<Slots<T>>;
}

type Slots<T> = readonly (T | RungraphError)[];

export interface OutagesPlace {
  readonly source: string;
  /** What lines of the log say of the calls: their source, their group, and what tells them from others of the group. */
  readonly about: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly now?: () => number;
}

export function openOutages({ source, about, log, now = Date.now }: OutagesPlace): Outages {
  let since: number | undefined;
  let failures = 0;

  function fail(error: unknown, { principal, traceId, operation }: Asker): void {
    if (!isRungraphError(error) || !states.includes(error.code)) return;
    if (principal !== null && ofCallers.includes(error.code)) return;
    // That it is left alone is a part of what has begun.
    if (since === undefined && !error.asked) return;
    failures += 1;
    if (since !== undefined) return;
    since = now();
    const { code, detail, message } = error;
    log.warn({ ...about, operation, code, traceId, detail }, message);
  }

  function succeed(): void {
    if (since === undefined) return;
    const fields = { ...about, failures, seconds: Math.round((now() - since) / 1000) };
    // A failure by itself has left one line already: it was no state that lasted.
    log[failures > 1 ? 'warn' : 'info'](fields, `${source} answers again.`);
    since = undefined;
    failures = 0;
  }

  async function told<T>(asker: Asker, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      fail(error, asker);
      throw error;
    }
  }

  return {
    async watch(asker, call) {
      const answer = await told(asker, call);
      succeed();
      return answer;
    },
    async watchMany(asker, call) {
      const slots = await told(asker, call);
      const [first] = slots;
      if (slots.every((slot) => isRungraphError(slot) && isState(slot))) fail(first, asker);
      else succeed();
      return slots;
    },
  };
}
