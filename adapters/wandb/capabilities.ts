import type { Capabilities, ClauseRule, Condition } from '../../src/contract/capabilities.ts';
import type { Clause, Operator } from '../../src/contract/filter.ts';
import { isPlainKey } from './to-native-filter.ts';
import { offlineWrites, wandbWrites } from './writer/write-table.ts';

// Only what is documented is pushed, and what is open (case, null, kinds, zones) is widened: see to-native-filter.ts.

const caseCounts: Condition<Clause> = {
  says: 'case counts',
  holds: ({ ignoreCase }) => !ignoreCase,
};

const knownStatus: Condition<Clause> = {
  says: 'every status is one that W&B has words for',
  holds: ({ operands }) => operands.length > 0 && !operands.includes('UNKNOWN'),
};

const plainTime: Condition<Clause> = {
  says: 'the time lies between the years 1000 and 9000',
  holds: ({ operands }) => operands.every((time) => Math.abs(Number(time) - 94_000_000_000_000) < 125_000_000_000_000),
};

const plainKey: Condition<Clause> = {
  says: 'the key is made of letters, digits and _ / - and blanks, with dots between',
  holds: ({ field }) => 'key' in field && isPlainKey(field.key),
};

const plainNumber: Condition<Clause> = {
  says: `${plainKey.says}, and the number lies within 2^53`,
  holds: (clause) => plainKey.holds(clause) && clause.operands.every((operand) => Math.abs(Number(operand)) < 2 ** 53),
};

/** Text that no number, boolean or infinity can have as its own, and that is itself in every form of quoting. */
const wordsOnly: Condition<Clause> = {
  says: `${plainKey.says}; the text is made of plain letters and is not that of a number or boolean`,
  holds: (clause) => plainKey.holds(clause) && caseCounts.holds(clause) && clause.operands.every(isWords),
};

function isWords(operand: unknown): boolean {
  if (typeof operand !== 'string' || !/^[A-Za-z0-9 _/.-]+$/.test(operand)) return false;
  return (
    /[^0-9.e+-]/.test(operand) &&
    !['true', 'false', 'NaN', 'Infinity', '-Infinity'].some((word) => word.includes(operand))
  );
}

const lastValue: Condition<Clause> = {
  says: `the aggregate is LAST, no context is named, and ${plainNumber.says}`,
  holds: (clause) => clause.field.kind === 'metric' && clause.field.aggregate === 'LAST' && plainNumber.holds(clause),
};

const orderings: readonly Operator[] = ['eq', 'lt', 'lte', 'gt', 'gte'];
const parts: readonly Operator[] = ['contains', 'startsWith', 'endsWith'];
const present: readonly Operator[] = [
  'ne',
  'notIn',
  'notContains',
  'notStartsWith',
  'notEndsWith',
  'matches',
  'notMatches',
];
const allButExistence: readonly Operator[] = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', ...parts, ...present];

const clauses: readonly ClauseRule[] = [
  { fields: ['parent'], support: 'absent' },
  { fields: ['tag'], operators: allButExistence, support: 'absent' },
  { fields: ['tag'], operators: ['exists'], support: 'inexact' },
  {
    fields: ['metric'],
    when: {
      says: 'a context is named; W&B has none',
      holds: ({ field }) => field.kind === 'metric' && Object.keys(field.context ?? {}).length > 0,
    },
    support: 'absent',
  },
  {
    fields: ['param'],
    when: {
      says: "the param is of the SDK's own bookkeeping",
      holds: ({ field }) => field.kind === 'param' && /^(?:_wandb|wandb_version)(?:\.|$)/.test(field.key),
    },
    support: 'absent',
  },
  { fields: ['status'], operators: ['eq', 'ne', 'in', 'notIn'], when: knownStatus, support: 'exact' },
  {
    fields: ['name', 'user', 'group', 'jobType'],
    operators: ['eq', 'in', ...parts],
    operands: ['text'],
    when: caseCounts,
    support: 'inexact',
  },
  { fields: ['startedAt'], operators: orderings, operands: ['number'], when: plainTime, support: 'inexact' },
  { fields: ['param'], operators: orderings, operands: ['number'], when: plainNumber, support: 'inexact' },
  { fields: ['param'], operators: ['eq', 'in', ...parts], operands: ['text'], when: wordsOnly, support: 'inexact' },
  { fields: ['param'], operators: ['eq'], operands: ['boolean'], when: plainKey, support: 'inexact' },
  { fields: ['param'], operators: present, when: plainKey, support: 'inexact' },
  { fields: ['metric'], operators: orderings, operands: ['number'], when: lastValue, support: 'inexact' },
  { fields: ['metric'], operators: ['exists'], when: plainKey, support: 'inexact' },
];

/**
 * What W&B does. It sorts by creation; where missing, text and special numbers stand in other orders is not documented,
 * so that those are the gateway's.
 */
export const wandbCapabilities: Capabilities = {
  clauses,
  or: true,
  sorts: [{ fields: ['startedAt'] }],
  ties: 'none',
  summaries: [],
  artifacts: {
    types: ['DATASET', 'MODEL', 'CHECKPOINT', 'EVALUATION', 'TABLE', 'MEDIA', 'FILES', 'OTHER'],
    findsDigests: false,
  },
  edges: ['USED', 'PRODUCED', 'REGISTERED_AS'],
  writes: wandbWrites,
  limits: { clauses: 20, pageRuns: 1000, searchProjects: 1 },
};

/** Files on disk evaluate nothing: the gateway filters and sorts. */
export const offlineCapabilities: Capabilities = {
  clauses: [{ fields: ['parent'], support: 'absent' }],
  or: false,
  sorts: [],
  ties: 'none',
  summaries: [],
  writes: offlineWrites,
  limits: { clauses: 0, pageRuns: 1000 },
};
