import type { RunStatus } from '../../src/contract/run.ts';

const states: ReadonlyMap<RunStatus, string> = new Map([
  ['SCHEDULED', 'planned'],
  ['RUNNING', 'going'],
  ['FINISHED', 'done'],
  ['FAILED', 'broken'],
  ['KILLED', 'stopped'],
]);

/** The tracker's word for a status; undefined for what it has no word for. */
export function stateOf(status: unknown): string | undefined {
  return [...states].find(([known]) => known === status)?.[1];
}

export function statusOf(state: string): RunStatus {
  return [...states].find(([, word]) => word === state)?.[0] ?? 'UNKNOWN';
}
