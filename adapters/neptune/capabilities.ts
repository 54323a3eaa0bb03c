import type { Capabilities, ClauseRule, Condition } from '../../src/contract/capabilities.ts';
import type { Clause, Operator } from '../../src/contract/filter.ts';
import { parseDecimal } from '../../src/contract/decimal.ts';
import type { ProductLine } from './archive/product-line.ts';
import { archiveWrites } from './archive/writer/write-table.ts';
import type { NeptuneSettings } from './config.ts';
import { isQuotable } from './live/nql.ts';

/**
 * An archive evaluates nothing, and says what no run of it has: its index is handed over whole, and the gateway filters and sorts. What it tells of a
 * metric was summed up when the archive was first read.
 */
export const archiveCapabilities: Capabilities = {
  clauses: [{ fields: ['parent', 'group', 'jobType'], support: 'absent' }],
  or: false,
  sorts: [],
  ties: 'none',
  summaries: ['last', 'lastStep', 'min', 'max', 'first', 'count'],
  listing: { atHand: true },
  artifacts: { types: ['DATASET', 'TABLE', 'MEDIA', 'FILES'], findsDigests: true },
  edges: ['USED', 'PRODUCED', 'FORKED_FROM', 'REGISTERED_AS'],
  limits: { clauses: 0, pageRuns: 10_000 },
};

/** A stitched series is summed up when somebody asks. */
export function capabilitiesOf({ forks, archive }: Pick<NeptuneSettings, 'forks' | 'archive'>): Capabilities {
  // Runs that were moved have what other trackers have.
  if (archive !== null) return { ...archiveCapabilities, clauses: [], writes: archiveWrites };
  return forks === 'own' ? archiveCapabilities : { ...archiveCapabilities, summaries: [] };
}

/** Text of an attribute beyond this is not searched by servers of 2.x. */
const mostLetters = 1000;
/** Years of four digits, which ISO 8601 spells. */
const mostTime = Date.UTC(9999, 11, 31);

const plainText: Condition<Clause> = {
  says: `case counts, and the text has at most ${mostLetters} letters and no control characters`,
  holds: ({ operands, ignoreCase }) =>
    !ignoreCase &&
    operands.every((one) => typeof one === 'string' && one.length <= mostLetters && !/\p{Cc}/u.test(one)),
};

const plainTag: Condition<Clause> = {
  says: 'the label can be written in a query',
  holds: ({ field }) => field.kind === 'tag' && field.key.length <= mostLetters && !/\p{Cc}/u.test(field.key),
};

const ownStatus: Condition<Clause> = {
  says: 'FAILED or RUNNING is asked for: the rest is what has neither attribute',
  holds: ({ operands }) => operands.every((word) => word === 'FAILED' || word === 'RUNNING'),
};

const wholeTime: Condition<Clause> = {
  says: 'the time is a whole number of milliseconds between 1970 and 9999',
  holds: ({ operands }) => operands.every((one) => Number.isInteger(one) && Number(one) >= 0 && Number(one) < mostTime),
};

const summary: Condition<Clause> = {
  says: 'the aggregate is LAST, MIN or MAX of a metric without a context, and the operand is finite',
  holds: ({ field, operands }) =>
    field.kind === 'metric' &&
    field.aggregate !== 'FIRST' &&
    Object.keys(field.context ?? {}).length === 0 &&
    isQuotable(field.key) &&
    operands.every((one) => Number.isFinite(Number(one))),
};

const finiteParam: Condition<Clause> = {
  says: 'the key can be written in a query, and the operand is finite',
  holds: ({ field, operands }) =>
    field.kind === 'param' && isQuotable(field.key) && operands.every((one) => Number.isFinite(Number(one))),
};

/** A param of another type may have the same text. */
const textParam: Condition<Clause> = {
  says: `${plainText.says}; the text is not that of a number, boolean or time`,
  holds: (clause) =>
    clause.field.kind === 'param' &&
    isQuotable(clause.field.key) &&
    plainText.holds(clause) &&
    clause.operands.every(
      (one) => parseDecimal(String(one)) === undefined && !/^(true|false|NaN|-?Infinity|\d{4}-.*)$/i.test(String(one)),
    ),
};

const orderings: readonly Operator[] = ['eq', 'lt', 'lte', 'gt', 'gte'];

/** All but times is checked again: what the servers' language says of missing values and of types is not documented. */
const liveClauses: readonly ClauseRule[] = [
  { fields: ['parent', 'group', 'jobType'], support: 'absent' },
  { fields: ['startedAt'], operators: orderings, when: wholeTime, support: 'exact' },
  { fields: ['name', 'user', 'notes'], operators: ['eq'], when: plainText, support: 'inexact' },
  { fields: ['status'], operators: ['eq', 'in'], when: ownStatus, support: 'inexact' },
  { fields: ['tag'], operators: ['exists'], when: plainTag, support: 'inexact' },
  { fields: ['param'], operators: orderings, operands: ['number'], when: finiteParam, support: 'inexact' },
  { fields: ['param'], operators: ['eq'], operands: ['text'], when: textParam, support: 'inexact' },
  { fields: ['metric'], operators: orderings, operands: ['number'], when: summary, support: 'inexact' },
];

/** A live server of either line. It lists runs by creation, and every other order is the gateway's. */
export const liveCapabilities: Capabilities = {
  clauses: liveClauses,
  or: true,
  sorts: [{ fields: ['startedAt'] }],
  ties: 'none',
  summaries: ['last', 'lastStep', 'min', 'max'],
  limits: { clauses: 20, pageRuns: 1000, searchProjects: 1 },
};

/** Forks are of 3.x. What a server tells of a series is of a run's own points: a stitched one is summed up here. */
export function liveCapabilitiesOf(line: ProductLine, forks: 'own' | 'stitched'): Capabilities {
  const able: Capabilities =
    line === '2.x'
      ? {
          ...liveCapabilities,
          artifacts: { types: ['DATASET', 'TABLE', 'MEDIA', 'FILES'], findsDigests: true },
          edges: ['USED', 'PRODUCED', 'REGISTERED_AS'],
        }
      : {
          ...liveCapabilities,
          artifacts: { types: ['TABLE', 'MEDIA', 'FILES'], findsDigests: false },
          edges: ['PRODUCED', 'FORKED_FROM'],
        };
  if (forks === 'own') return able;
  return { ...able, clauses: liveClauses.filter(({ fields }) => !fields.includes('metric')), summaries: [] };
}
