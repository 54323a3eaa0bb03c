import { RungraphError } from '../contract/error.ts';

/** What a probe finds out about a server, for all calls that come after it. */
export interface Learnt<T> {
  set(value: T): void;
  /** @throws INTERNAL before the probe: the core promises that it comes first. */
  get(): T;
}

export function openLearnt<T>(): Learnt<T> {
  let learnt: { readonly value: T } | undefined;
  return {
    set(value) {
      learnt = { value };
    },
    get() {
      if (learnt !== undefined) return learnt.value;
      const detail = 'an adapter was asked before its probe had succeeded';
      throw new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', { detail });
    },
  };
}
