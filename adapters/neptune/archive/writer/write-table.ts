import type { Fitting, WriteTable } from '../../../../src/contract/write-table.ts';
import { fitPart } from '../../../../src/kit/files/fit-part.ts';

const anyText: Fitting = { says: 'any text', fit: (text) => text };

/** What a time of parquet holds, and more than a date of most tools does. */
const mostMs = 9e15;

/**
 * Paths as they are shown, so that what is read back is where it was put: no `.` or `..`, nothing that a second decoding
 * would make into one, and parts that file systems take.
 */
const filePath: Fitting = {
  says: 'a relative path without backslashes and control characters, whose parts have at most 255 bytes',
  fit: (path) =>
    path
      .replace(/[\\\p{Cc}]/gu, '_')
      .replace(/%(?=(25)*(2e|2f|5c))/gi, '_')
      .split('/')
      .map(fitPart)
      .join('/'),
};

/** What an archive takes: nearly all, since what the exporter's columns lack is noted beside them. */
export const archiveWrites: WriteTable = {
  keys: { PARAM: anyText, METRIC: anyText, TAG: anyText },
  projects: anyText,
  lengths: { param: null, tag: null, name: null, notes: null, project: null, digest: null },
  params: 'both',
  notFiniteParams: 'kept',
  longIntegers: 'kept',
  contexts: anyText,
  steps: { least: -(2n ** 63n), most: 2n ** 63n - 1n, places: 6 },
  values: { infinities: 'kept', negativeZero: 'kept' },
  time: { says: 'any', fit: (ms) => Math.max(-mostMs, Math.min(mostMs, ms)), missing: 'kept' },
  starts: { says: 'any', fit: (ms) => ms },
  merges: 'none',
  resumes: 'parts',
  readable: null,
  statuses: ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED', 'UNKNOWN'],
  has: {
    user: true,
    times: true,
    notes: true,
    parent: true,
    archived: true,
    labels: true,
    tagValues: true,
    inputs: true,
    epochs: true,
    group: true,
    native: true,
    blanks: true,
    openEnds: true,
  },
  models: {
    names: anyText,
    aliases: anyText,
    tags: anyText,
    lengths: { description: null, tag: null },
    stages: null,
    versions: 'kept',
    createdAt: true,
    labels: true,
  },
  files: filePath,
  always: ['ID_NEW', 'CREATED_AT_LOST'],
  batch: { params: 10_000, tags: 10_000, points: 10_000 },
};
