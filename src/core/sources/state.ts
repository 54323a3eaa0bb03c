import type { ProbeState } from './probe-memo.ts';
import type { Source } from './source.ts';

export type SourceState = 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';

/** Whether a source answers: by its probe, and by how its calls went since. */
export function stateOf({ health }: Pick<Source, 'health'>, probe: ProbeState): SourceState {
  if (probe.kind === 'unknown') return 'UNKNOWN';
  const breakers = health?.breakers();
  if (probe.kind === 'failed' || breakers?.projects === 'OPEN' || breakers?.runs === 'OPEN') return 'DOWN';
  return (health?.failure() ?? null) === null ? 'UP' : 'DEGRADED';
}
