import { openMeter, type SourceMeter } from '../call/meter.ts';
import type { Scope } from '../scope.ts';

/** What the parts of one answer share of a source, such as its probe: told once, by the first report that is closed. */
export interface SharedCost {
  /** Counts the calls of a probe. */
  readonly probing: SourceMeter;
  /** Counts the calls of something else. What goes on counts too: a question may be over before what it has begun. */
  add(meter: SourceMeter): void;
  /** The calls that no report has told yet. */
  tell(): number;
}

const costs = new WeakMap<Scope, Map<string, SharedCost>>();

/** The one cost of a source that all parts of a request share. */
export function sharedCost(scope: Scope, source: string): SharedCost {
  const ofScope = costs.get(scope) ?? new Map<string, SharedCost>();
  costs.set(scope, ofScope);
  const known = ofScope.get(source) ?? openSharedCost(scope);
  ofScope.set(source, known);
  return known;
}

function openSharedCost({ spent }: Scope): SharedCost {
  const probing = openMeter();
  spent?.add(probing);
  const meters = [probing];
  let told = 0;
  return {
    probing,
    add(meter) {
      meters.push(meter);
      spent?.add(meter);
    },
    tell() {
      const untold = meters.reduce((sum, { upstreamCalls }) => sum + upstreamCalls, 0) - told;
      told += untold;
      return untold;
    },
  };
}
