import type { RunFilter } from '../oracle/question.ts';
import type { Draw } from './draw.ts';
import { statusClause, textFieldClause, timeClause } from './random-field-clause.ts';
import { metricClause, paramClause, tagClause } from './random-keyed-clause.ts';

/** How deep and, or and not may nest; a filter with nothing but clauses has depth 1. */
export const greatestDepth = 4;

/** A filter with every operator and every field, given enough draws. */
export function randomFilter(draw: Draw, depth: number = greatestDepth): RunFilter {
  const { random } = draw;
  const chosen = random.next();
  if (depth <= 1 || chosen < 0.3) return leaf(draw);
  if (chosen < 0.45) return { and: parts(draw, depth) };
  if (chosen < 0.7) return { or: parts(draw, depth) };
  if (chosen < 0.9) return { not: randomFilter(draw, depth - 1) };
  return { ...leaf(draw), or: parts(draw, depth), ...(random.chance(0.3) ? { not: leaf(draw) } : {}) };
}

function parts(draw: Draw, depth: number): readonly RunFilter[] {
  const length = draw.random.chance(0.03) ? 0 : draw.random.integer(1, 3);
  return Array.from({ length }, () => randomFilter(draw, depth - 1));
}

/** One clause, sometimes two, rarely none. */
function leaf(draw: Draw): RunFilter {
  if (draw.random.chance(0.01)) return {};
  return { ...clause(draw), ...(draw.random.chance(0.15) ? clause(draw) : {}) };
}

function clause(draw: Draw): RunFilter {
  const chosen = draw.random.next();
  if (chosen < 0.35) return paramClause(draw);
  if (chosen < 0.55) return metricClause(draw);
  if (chosen < 0.67) return tagClause(draw);
  if (chosen < 0.82) return textFieldClause(draw);
  return chosen < 0.94 ? timeClause(draw) : statusClause(draw);
}
