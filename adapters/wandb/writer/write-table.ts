import type { Fitting, WriteTable } from '../../../src/contract/write-table.ts';
import { fitPart } from '../../../src/kit/files/fit-part.ts';
import { inputDigest, inputName } from './input-artifact.ts';

// Limits as the SDK 0.31.0 checks them (wandb/sdk/wandb_settings.py) and as its requests show; those that only the hosted
// service knows are not known here: a verification of what was moved finds them.

const mostTag = 64;
const mostName = 128;

/** What the reader takes for the SDK's bookkeeping, or for ours. */
const paramKey: Fitting = {
  says: 'any text but the empty one; not below _wandb, wandb_version or rungraph',
  fit: (key) => (key === '' ? '_' : key.replace(/^(_wandb|wandb_version|rungraph)(?=$|\.)/, 'own_$1')),
};

const metricKey: Fitting = {
  says: 'any text but the empty one; not beginning with _, which is the SDK’s own, or with system. or system/',
  fit: (key) => (key === '' ? 'own' : key.replace(/^_/, 'own_').replace(/^system(?=[./])/, 'own_system')),
};

const tag: Fitting = {
  says: '1 to 64 characters',
  fit: (key) => (key === '' ? '_' : Array.from(key).slice(0, mostTag).join('')),
};

const projectName: Fitting = {
  says: 'none of / \\ # ? % :',
  fit: (name) => (name === '' ? '_' : name.replace(/[/\\#?%:]/g, '_')),
};

/** They become keys of an object store, by way of addresses. */
const filePath: Fitting = {
  says: 'a relative path without control characters, whose parts have at most 255 bytes',
  fit: (path) =>
    path
      .replace(/\p{Cc}/gu, '_')
      .split('/')
      .map(fitPart)
      .join('/'),
};

/** Times of rows are in seconds, and doubles. */
const mostMs = 2 ** 53 - 1;

/** What a W&B server takes by the requests that its SDK sends. */
export const wandbWrites: WriteTable = {
  keys: { PARAM: paramKey, METRIC: metricKey, TAG: tag },
  projects: projectName,
  lengths: { param: null, tag: null, name: mostName, notes: null, project: mostName, digest: null },
  params: 'typed',
  notFiniteParams: 'text',
  longIntegers: 'kept',
  contexts: null,
  steps: { least: 0, most: Number.MAX_SAFE_INTEGER, places: 0 },
  values: { infinities: 'kept', negativeZero: 'zero' },
  time: { says: 'any', fit: (ms) => Math.max(-mostMs, Math.min(mostMs, ms)), missing: 'start' },
  starts: { says: 'any', fit: (ms) => ms },
  merges: 'rows',
  resumes: 'parts',
  readable: null,
  statuses: ['FINISHED', 'FAILED'],
  has: {
    user: false,
    times: false,
    notes: true,
    parent: false,
    archived: false,
    labels: true,
    tagValues: false,
    inputs: true,
    epochs: false,
    group: true,
    native: false,
    blanks: false,
    openEnds: true,
  },
  inputs: { name: inputName, digestOf: inputDigest },
  models: null,
  files: filePath,
  ownFiles: (path) => /^(wandb-(summary|metadata)\.json|config\.yaml|output\.log|requirements\.txt)$/.test(path),
  always: ['ID_NEW', 'CREATED_AT_LOST', 'TIMES_LOST'],
  batch: { params: 10_000, tags: 1_000, points: 20_000 },
};

/**
 * What a folder takes that the SDK’s own uploader sends from there. The SDK itself uses no artifacts offline.
 */
export const offlineWrites: WriteTable = withoutInputs({ ...wandbWrites, files: null });

function withoutInputs({ inputs: _inputs, ...table }: WriteTable): WriteTable {
  return { ...table, has: { ...table.has, inputs: false } };
}
