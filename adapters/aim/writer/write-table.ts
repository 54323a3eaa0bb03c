import type { Fitting, WriteTable } from '../../../src/contract/write-table.ts';
import { copyKey } from '../bookkeeping.ts';
import { systemKey } from '../flatten-params.ts';

// What Aim 3.29.1 made of what it was sent, 2026-11: a step keeps one point, an empty key becomes the integer 0, labels
// have no values, and a run that is over always says when.

/** The encoding has no place for half of a pair of surrogates, and takes an empty key for a number. */
function anyKey(key: string): string {
  return key === '' ? '_' : key.toWellFormed();
}

const plainKey: Fitting = { says: 'any text but the empty one', fit: anyKey };

/** What the reader takes for the SDK's bookkeeping, or for ours. */
const reserved = new RegExp(`^(${systemKey}|${copyKey})(?=$|\\.)`);

const paramKey: Fitting = {
  says: `any text but the empty one; not below ${systemKey} or ${copyKey}`,
  fit: (key) => anyKey(key.replace(reserved, 'own_$1')),
};

const anyText: Fitting = { says: 'any text', fit: (text) => text.toWellFormed() };

/** Times are in seconds, and doubles: beyond, milliseconds are lost. */
const mostMs = 2 ** 50;

/** Creation is a date of Python's. */
const firstDate = Date.parse('0001-01-01T00:00:00Z');
const lastDate = Date.parse('9999-12-31T23:59:59.999Z');

/** What an Aim 3 repository takes by the protocol of `aim server`. */
export const aimWrites: WriteTable = {
  keys: { PARAM: paramKey, METRIC: plainKey, TAG: plainKey },
  projects: { says: 'any text but the empty one', fit: anyKey },
  lengths: { param: null, tag: null, name: null, notes: null, project: null, digest: null },
  params: 'typed',
  notFiniteParams: 'kept',
  longIntegers: 'text',
  contexts: plainKey,
  // The server answers steps as doubles.
  steps: { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER, places: 0 },
  values: { infinities: 'kept', negativeZero: 'kept' },
  time: { says: anyText.says, fit: (ms) => Math.max(-mostMs, Math.min(mostMs, ms)), missing: 'kept' },
  starts: { says: 'the years 1 to 9999', fit: (ms) => Math.max(firstDate, Math.min(lastDate, ms)) },
  merges: 'steps',
  resumes: 'whole',
  // `aim up` looks for runs that changed every five seconds, and takes them in one after the other. A reader that opens
  // its index in between can end that for good.
  readable: { afterMs: 8_000, withinMs: 90_000 },
  statuses: ['FINISHED'],
  has: {
    user: false,
    times: true,
    notes: true,
    parent: false,
    archived: true,
    labels: true,
    tagValues: false,
    inputs: false,
    epochs: true,
    group: false,
    native: false,
    blanks: false,
    openEnds: false,
  },
  // The protocol has no way for bytes: Aim keeps files outside of its repository, in a folder or a bucket of the writer's.
  models: null,
  files: null,
  always: ['ID_NEW', 'CREATED_AT_LOST'],
  batch: { params: 10_000, tags: 1_000, points: 8_000 },
};
