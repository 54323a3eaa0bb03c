import { RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';

/**
 * Where a page starts: behind a run, whose time of creation is kept too. A server that has no run of that hash
 * any more starts from its first one without a word; the time tells.
 */
export interface PagePosition {
  readonly hash: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export function positionBehind({ nativeId, startedAt }: Run): string {
  return `${startedAt ?? 0} ${nativeId}`;
}

export function readPosition(text: string): PagePosition {
  const [, time, hash] = /^(-?\d+) (.+)$/.exec(text) ?? [];
  if (time === undefined || hash === undefined)
    throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
  return { hash, startedAt: Number(time) };
}
