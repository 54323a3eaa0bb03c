import type { GoldenRefusal } from './golden-case.ts';

/** What has no meaning and is refused, wherever in a filter it stands. */
export const refused: readonly GoldenRefusal[] = [
  { rule: 'a clause without an operator', filter: { name: {} } },
  { rule: 'a clause with a key and no operator', filter: { param: { key: 'p' } } },
  { rule: 'a clause with ignoreCase and no operator', filter: { tag: { key: 't', ignoreCase: true } } },
  {
    rule: 'a clause with a context, an aggregate and no operator',
    filter: { metric: { key: 'm', context: {}, aggregate: 'MIN' } },
  },
  { rule: 'a null operand', filter: { param: { key: 'p', eq: null } } },
  { rule: 'a null operand beside a good one', filter: { name: { contains: 'a', ne: null } } },
  { rule: 'a null list of operands', filter: { status: { in: null } } },
  { rule: 'a null among operands', filter: { param: { key: 'p', in: [1, null] } } },
  { rule: 'a null exists', filter: { startedAt: { exists: null } } },
  { rule: 'a NaN operand', filter: { metric: { key: 'm', eq: 'NaN' } } },
  { rule: 'a NaN operand of an order', filter: { durationMs: { lt: Number.NaN } } },
  { rule: 'a NaN among operands', filter: { metric: { key: 'm', in: [1, 'NaN'] } } },
  { rule: 'an order with true', filter: { param: { key: 'p', lt: true } } },
  { rule: 'an order with false', filter: { param: { key: 'p', gte: false } } },
  { rule: 'an order with a list', filter: { param: { key: 'p', gt: [1] } } },
  { rule: 'an order with an empty list', filter: { param: { key: 'p', lte: [] } } },
  { rule: 'a pattern that does not parse', filter: { name: { matches: '(' } } },
  { rule: 'a pattern that RE2 does not have: looking ahead', filter: { notes: { matches: '(?=a)' } } },
  {
    rule: 'a pattern that RE2 does not have: looking back at a group',
    filter: { tag: { key: 't', matches: '(a)\\1' } },
  },
  { rule: 'anything bad under not', filter: { not: { user: {} } } },
  { rule: 'anything bad in a branch that would not matter', filter: { or: [{}, { name: { eq: null } }] } },
];
