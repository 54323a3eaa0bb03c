import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Extents } from '../../core/cost/extents.ts';
import type { RequestContext } from '../context.ts';
import { estimate, type Asked } from './estimate.ts';
import { openWorld } from './world.ts';

export interface CostLimit {
  /** How many requests to trackers an operation may cost. */
  readonly upstreamCalls: number;
  readonly extents: Extents;
}

/** Notes what an operation will cost; an answer that refuses it where that is too much. */
export function checkCost(asked: Asked, context: RequestContext, limit: CostLimit): ExecutionResult | null {
  const { calls: estimated, dearest } = estimate(asked, openWorld(context, limit.extents));
  context.outcome.estimated = estimated;
  const { upstreamCalls: most } = limit;
  if (estimated <= most || dearest === undefined) return null;
  const { field, calls, lower: remedy } = dearest;
  const message = `limits.upstreamCalls: the operation may take ${estimated} requests to trackers, and ${most} are allowed. The dearest is ${field} with ${calls}: ${remedy}.`;
  const cost = { estimated, limit: most, dearest: { field, calls }, remedy };
  return { errors: [new GraphQLError(message, { extensions: { code: 'INVALID_QUERY', cost } })] };
}

/** The header Rungraph-Cost. */
export function costHeader(estimated: number, actual: number): string {
  return `estimated=${estimated}, actual=${actual}`;
}
