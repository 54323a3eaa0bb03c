import type { Capabilities, ClauseRule, Condition, SortRule } from '../../src/contract/capabilities.ts';
import type { Clause, Operator, SortKey } from '../../src/contract/filter.ts';
import type { Dialect } from './dialect.ts';
import { narrowToFastTrackMl } from './fasttrackml.ts';
import { isBookkeeping } from './to-model.ts';
import { isQuotableKey, quoted } from './to-native-filter.ts';
import { writeTableOf } from './writer/write-table.ts';

const quotableKey: Condition<Clause> = {
  says: 'the key holds no back-tick',
  holds: ({ field }) => !('key' in field) || isQuotableKey(field.key),
};

const exactText: Condition<Clause> = {
  says: 'the text does not hold both kinds of quotes, nor the key',
  holds: (clause) => quotableKey.holds(clause) && clause.operands.every((text) => quoted(String(text)) !== undefined),
};

const literalPattern: Condition<Clause> = {
  says: "the text holds none of % _ \\ '",
  holds: (clause) => quotableKey.holds(clause) && !/[%_\\']/.test(String(clause.operands[0])),
};

const asciiPattern: Condition<Clause> = {
  says: 'case is ignored and the text is ASCII, which databases lower alike',
  holds: (clause) => clause.ignoreCase && quotableKey.holds(clause) && /^\p{ASCII}*$/u.test(String(clause.operands[0])),
};

const caseSensitive = (inner: Condition<Clause>): Condition<Clause> => ({
  says: `case counts and ${inner.says}`,
  holds: (clause) => !clause.ignoreCase && inner.holds(clause),
});

const like: readonly Operator[] = ['contains', 'startsWith', 'endsWith'];

/** Text that the server keeps as a tag, a param or the name of a run. */
function textRules(fields: ClauseRule['fields']): readonly ClauseRule[] {
  return [
    { fields, operators: ['eq', 'ne'], operands: ['text'], when: caseSensitive(exactText), support: 'exact' },
    { fields, operators: ['eq'], operands: ['text'], when: caseSensitive(quotableKey), support: 'inexact' },
    { fields, operators: like, when: caseSensitive(literalPattern), support: 'exact' },
    { fields, operators: like, when: caseSensitive(quotableKey), support: 'inexact' },
    { fields, operators: ['eq', ...like], operands: ['text'], when: asciiPattern, support: 'inexact' },
    { fields, operators: ['exists'], when: quotableKey, support: 'exact' },
  ];
}

const knownStatus: Condition<Clause> = {
  says: 'every status is one that MLflow has',
  holds: ({ operands }) => operands.length > 0 && !operands.includes('UNKNOWN'),
};

const isLast: Condition<Clause> = {
  says: 'the aggregate is LAST',
  holds: (clause) => clause.field.kind === 'metric' && clause.field.aggregate === 'LAST' && quotableKey.holds(clause),
};

const ordinaryNumber: Condition<Clause> = {
  says: 'the aggregate is LAST and the number is an ordinary double',
  holds: (clause) => isLast.holds(clause) && clause.operands.every(isOrdinary),
};

/** Clauses that no NaN matches, whatever this server takes a NaN for. */
function missesNaN(nan: Dialect['nan']): Condition<Clause> {
  return {
    says: `${ordinaryNumber.says}, and NaN, which the server takes for ${nanWords[nan]}, does not match`,
    holds: (clause) =>
      ordinaryNumber.holds(clause) &&
      (nan === 'nan' || !zeroMatches(clause)) &&
      (nan === 'zero' || clause.operator !== 'ne'),
  };
}

const nanWords: Readonly<Record<Dialect['nan'], string>> = { zero: '0', nan: 'NaN', either: '0 or NaN' };

/** The infinities are stored as the largest doubles, so that those cannot be told from them. */
function isOrdinary(operand: Clause['operands'][number]): boolean {
  return typeof operand === 'number' && Math.abs(operand) < Number.MAX_VALUE;
}

function zeroMatches({ operator, operands }: Clause): boolean {
  const bound = Number(operands[0]);
  switch (operator) {
    case 'eq':
      return bound === 0;
    case 'ne':
      return bound !== 0;
    case 'lt':
      return 0 < bound;
    case 'lte':
      return 0 <= bound;
    case 'gt':
      return 0 > bound;
    default:
      return 0 >= bound;
  }
}

const orderings: readonly Operator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'];

const commonRules: readonly ClauseRule[] = [
  { fields: ['group', 'jobType'], support: 'absent' },
  {
    fields: ['tag'],
    when: {
      says: 'the tag is of MLflow’s own bookkeeping, or of a move',
      holds: ({ field }) => 'key' in field && isBookkeeping(field.key),
    },
    support: 'absent',
  },
  {
    fields: ['metric'],
    when: {
      says: 'a context is named; MLflow has none',
      holds: ({ field }) => field.kind === 'metric' && Object.keys(field.context ?? {}).length > 0,
    },
    support: 'absent',
  },
  ...textRules(['name', 'notes', 'tag', 'param']),
  {
    fields: ['param'],
    operators: ['eq'],
    operands: ['boolean'],
    when: quotableKey,
    support: 'exact',
  },
  { fields: ['parent'], operators: ['eq'], operands: ['text'], when: exactText, support: 'exact' },
  { fields: ['parent'], operators: ['in'], support: 'inexact' },
  { fields: ['status'], operators: ['eq', 'ne', 'in', 'notIn'], when: knownStatus, support: 'exact' },
  { fields: ['startedAt', 'endedAt'], operators: orderings, operands: ['number'], support: 'exact' },
  { fields: ['startedAt', 'endedAt'], operators: ['exists'], support: 'exact' },
  { fields: ['metric'], operators: ['exists'], when: quotableKey, support: 'inexact' },
];

const isNullRule: ClauseRule = {
  fields: ['tag', 'param'],
  operators: ['missing'],
  when: quotableKey,
  support: 'exact',
};

function clausesOf({ nan, isNull }: Pick<Dialect, 'nan' | 'isNull'>): readonly ClauseRule[] {
  return [
    ...commonRules,
    { fields: ['metric'], operators: orderings, operands: ['number'], when: missesNaN(nan), support: 'exact' },
    { fields: ['metric'], operators: orderings, operands: ['number'], when: ordinaryNumber, support: 'inexact' },
    ...(isNull ? [isNullRule] : []),
  ];
}

/** Sorts are split into words before they are read, in which a double quote opens a string. */
function isSortableKey(key: string): boolean {
  return isQuotableKey(key) && !key.includes('"');
}

const sorts: readonly SortRule[] = [
  { fields: ['startedAt', 'endedAt', 'status', 'id'] },
  {
    fields: ['metric'],
    when: {
      says: 'the aggregate is LAST and the key holds neither a back-tick nor a double quote',
      holds: ({ field }: SortKey) => field.kind === 'metric' && field.aggregate === 'LAST' && isSortableKey(field.key),
    },
    splitsMissing: true,
  },
];

/**
 * What any MLflow does. Names, notes, tags and params are not sorted there: databases collate text each in its own way,
 * and params are text to them.
 */
export const mlflowCapabilities: Capabilities = {
  clauses: clausesOf({ nan: 'either', isNull: false }),
  or: false,
  sorts,
  ties: 'total',
  summaries: ['last', 'lastStep'],
  listing: { always: ['params', 'metrics', 'tags'] },
  artifacts: { types: ['DATASET', 'MODEL', 'FILES'], findsDigests: true },
  edges: ['USED', 'PRODUCED', 'REGISTERED_AS'],
  // SQLite joins 64 tables at the most, and nearly every clause and sort key is a join.
  limits: { clauses: 40, pageRuns: 1000 },
  // The server is asked for its version, what it is, and whether it lets us in. An environment lies in up to three files of
  // the run or of its model, and data sets are found by the runs that read them.
  requests: { probe: 3, environment: 5, artifact: 2, edges: 3 },
  writes: writeTableOf({ product: 'mlflow' }),
};

/** The table for the server that was found. */
export function capabilitiesOf(dialect: Dialect): Capabilities {
  const table: Capabilities = { ...mlflowCapabilities, clauses: clausesOf(dialect), writes: writeTableOf(dialect) };
  if (dialect.product === 'fasttrackml') return narrowToFastTrackMl(table);
  return dialect.loggedModels ? table : { ...table, artifacts: { types: ['DATASET', 'FILES'], findsDigests: true } };
}
