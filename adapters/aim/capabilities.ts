import type { Capabilities, ClauseRule, Condition } from '../../src/contract/capabilities.ts';
import type { Clause, Operator } from '../../src/contract/filter.ts';
import type { Json } from '../../src/contract/value.ts';
import { mayMeanScalar } from './param-test.ts';
import { pathsOfKey } from './param-paths.ts';
import { aimWrites } from './writer/write-table.ts';

/** A query travels in the URL: text beyond this is checked by the gateway. */
const mostLetters = 400;

const shortText: Condition<Clause> = {
  says: `the text, and the key, have at most ${mostLetters} letters; where case is ignored the text is ASCII`,
  holds: ({ field, operands, ignoreCase }) => {
    const written = operands.map(String).join('');
    const key = 'key' in field ? field.key : '';
    return written.length + key.length <= mostLetters && (!ignoreCase || /^\p{ASCII}*$/u.test(written));
  },
};

const placedKey: Condition<Clause> = {
  says: `${shortText.says}, and the key can lie in few places`,
  holds: (clause) => {
    return clause.field.kind === 'param' && shortText.holds(clause) && pathsOfKey(clause.field.key) !== undefined;
  },
};

const onePlace: Condition<Clause> = {
  says: `${shortText.says}, and the key can lie in one place: it has no dot and is no number`,
  holds: (clause) => {
    return clause.field.kind === 'param' && shortText.holds(clause) && pathsOfKey(clause.field.key)?.length === 1;
  },
};

const plainText: Condition<Clause> = {
  says: `${onePlace.says}; the text can not be that of a number or boolean`,
  holds: (clause) => onePlace.holds(clause) && !clause.operands.some((operand) => mayMeanScalar(operand, clause)),
};

const plainList: Condition<Clause> = {
  says: `${plainText.says}, and case counts`,
  holds: (clause) => !clause.ignoreCase && plainText.holds(clause),
};

const ownStatus: Condition<Clause> = {
  says: 'none of RUNNING and FINISHED is asked for, and runs of Aim have no other status',
  holds: ({ operands }) => !operands.some((word) => word === 'RUNNING' || word === 'FINISHED'),
};

const wholeTime: Condition<Clause> = {
  says: 'the time is a whole number of milliseconds',
  holds: ({ operands }) =>
    operands.every((operand) => Math.abs(Number(operand)) < 2 ** 50 && Number.isInteger(operand)),
};

const summary: Condition<Clause> = {
  says: 'the aggregate is LAST, MIN or MAX, and the context has no NaN and no key that is a number',
  holds: ({ field }) => {
    return (
      field.kind === 'metric' &&
      field.aggregate !== 'FIRST' &&
      field.key.length <= mostLetters &&
      isPlain(field.context ?? {})
    );
  },
};

const namedContext: Condition<Clause> = {
  says: `a context is named, and ${summary.says}`,
  holds: (clause) => clause.field.kind === 'metric' && clause.field.context !== undefined && summary.holds(clause),
};

/** Contexts are found by a hash, in which 5 and "5" differ while JSON's keys do not. */
function isPlain(json: Json): boolean {
  if (typeof json === 'number') return !Number.isNaN(json);
  if (typeof json === 'string') return json.length <= mostLetters;
  if (typeof json !== 'object' || json === null) return true;
  return Object.entries(json).every(([key, item]) => {
    return (Array.isArray(json) || !/^-?\d*$/.test(key)) && isPlain(item);
  });
}

const orderings: readonly Operator[] = ['eq', 'lt', 'lte', 'gt', 'gte'];
const existence: readonly Operator[] = ['exists', 'missing'];
const parts: readonly Operator[] = ['contains', 'startsWith', 'endsWith'];
const textOperators: readonly Operator[] = [
  ...(['eq', 'ne', 'in', 'notIn'] as const),
  ...parts,
  ...(['notContains', 'notStartsWith', 'notEndsWith'] as const),
];
const allButExistence: readonly Operator[] = [...textOperators, 'matches', 'notMatches'];

const clauses: readonly ClauseRule[] = [
  { fields: ['user', 'group', 'jobType', 'parent'], support: 'absent' },
  { fields: ['tag'], operators: allButExistence, support: 'absent' },
  { fields: ['tag'], operators: existence, when: shortText, support: 'exact' },
  { fields: ['status'], operators: ['eq', 'in'], when: ownStatus, support: 'absent' },
  { fields: ['status'], operators: ['eq', 'ne', 'in', 'notIn'], support: 'exact' },
  { fields: ['name', 'notes'], operators: [...textOperators, ...existence], when: shortText, support: 'exact' },
  { fields: ['startedAt'], operators: [...orderings, 'ne', ...existence], when: wholeTime, support: 'exact' },
  { fields: ['endedAt', 'durationMs'], operators: existence, support: 'exact' },
  { fields: ['endedAt', 'durationMs'], operators: [...orderings, 'ne'], support: 'inexact' },
  {
    fields: ['param'],
    when: {
      says: "the param is of Aim's own bookkeeping",
      holds: ({ field }) => field.kind === 'param' && /^__system_params(?:\.|$)/.test(field.key),
    },
    support: 'absent',
  },
  { fields: ['param'], operators: existence, when: placedKey, support: 'inexact' },
  { fields: ['param'], operators: ['eq'], operands: ['boolean'], when: onePlace, support: 'exact' },
  { fields: ['param'], operators: ['eq', ...parts], operands: ['text'], when: plainText, support: 'exact' },
  { fields: ['param'], operators: ['in'], operands: ['text'], when: plainList, support: 'exact' },
  {
    fields: ['param'],
    operators: ['eq', ...parts],
    operands: ['text', 'boolean'],
    when: placedKey,
    support: 'inexact',
  },
  { fields: ['param'], operators: orderings, operands: ['number'], when: placedKey, support: 'inexact' },
  { fields: ['metric'], operators: [...orderings, 'ne'], operands: ['number'], when: summary, support: 'inexact' },
  { fields: ['metric'], operators: ['exists'], when: namedContext, support: 'inexact' },
];

/** What Aim 3 does. It lists runs by creation alone, newest first; every other order is the gateway's. */
export const aimCapabilities: Capabilities = {
  clauses,
  or: true,
  sorts: [
    {
      fields: ['startedAt'],
      when: { says: 'newest first', holds: ({ descending }) => descending },
    },
  ],
  ties: 'none',
  // The server's own FIRST is that of the first call, whatever its step.
  summaries: ['last', 'lastStep', 'min', 'max'],
  listing: { always: ['tags'], onceAny: ['params', 'metrics'] },
  artifacts: { types: ['TABLE', 'MEDIA', 'FILES'], findsDigests: false },
  // Aim keeps data sets nowhere, and no links but that an object was tracked by a run.
  edges: ['PRODUCED'],
  writes: aimWrites,
  limits: { clauses: 20, pageRuns: 1000 },
};
