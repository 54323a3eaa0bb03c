import type { AskedFilter } from '../query/push-negation.ts';
import { openClock, type Clock } from './clock.ts';
import { readClause } from './read-clause.ts';
import { readSyntax } from './read-syntax.ts';
import type { Node } from './syntax.ts';
import { WhereError, type Refuse } from './where-error.ts';

export interface ParsedWhere {
  /** The empty text holds for every run. */
  readonly filter: AskedFilter;
  /** When the text means something else, because it speaks of the present, in epoch milliseconds; null: never. */
  readonly changesAt: number | null;
}

/**
 * A text of the expression language as the filter that it means.
 * @param now Epoch milliseconds that `now()` and `ago(…)` are taken from, rounded down: the same for all pages of a list.
 * @throws WhereError (INVALID_QUERY) with the place, and what would have been understood there.
 */
export function parseWhere(text: string, now: number): ParsedWhere {
  const clock = openClock(now);
  const refuse: Refuse = (spot, why) => {
    throw new WhereError(why, text, spot);
  };
  const node = readSyntax(text);
  const filter: AskedFilter = node === null ? { kind: 'and', filters: [] } : readNode(node, clock, refuse);
  return { filter, changesAt: clock.changesAt() };
}

function readNode(node: Node, clock: Clock, refuse: Refuse): AskedFilter {
  switch (node.kind) {
    case 'clause':
      return readClause(node, clock, refuse);
    case 'not':
      return { kind: 'not', filter: readNode(node.part, clock, refuse) };
    default:
      return { kind: node.kind, filters: node.parts.map((part) => readNode(part, clock, refuse)) };
  }
}
