import type { Fitting, ModelTable, WriteTable } from '../../../src/contract/write-table.ts';
import { fitPart } from '../../../src/kit/files/fit-part.ts';
import type { Dialect } from '../dialect.ts';

// Limits as measured on MLflow 3.17.2, 2.22.5 and FastTrackML 0.6.0 on sqlite, 2026-11. MLflow checks the keys of
// log-batch (mlflow/utils/validation.py), and cuts long values without a word.

const mostKey = 250;
const refusedInKeys = /[^\p{L}\p{N}_\-. :/]/gu;

/** Word characters of any script, `_ - . : /` and blanks, as a path that leads nowhere else; composed (NFC). */
const mlflowKey: Fitting = {
  says: 'letters and digits of any script, _ - . : / and blanks, 250 of them, no empty parts between slashes',
  fit(key) {
    const allowed = key.normalize('NFC').replace(refusedInKeys, '_');
    const parts = allowed.split('/').map((part) => (/^\.{0,2}$/.test(part) ? '_'.repeat(part.length || 1) : part));
    return Array.from(parts.join('/').replace(/\.\//g, '_/')).slice(0, mostKey).join('').replace(/\/$/, '_');
  },
};

const anyKey: Fitting = { says: 'any text but the empty one', fit: (key) => (key === '' ? '_' : key) };

const anyName: Fitting = { says: 'any text', fit: (name) => name };

/** What the reader takes for bookkeeping must not come out of somebody's own tags. */
function tagKey({ says, fit }: Fitting): Fitting {
  return {
    says: `${says}; not beginning with mlflow. or rungraph.`,
    fit: (key) => fit(key).replace(/^(mlflow|rungraph)\./, '$1_'),
  };
}

/** The server decodes paths until nothing changes, so that a percent sign is taken for a beginning. */
const filePath: Fitting = {
  says: 'a relative path without # and control characters, whose parts have at most 255 bytes',
  fit: (path) =>
    path
      .replace(/%(?=[0-9a-fA-F]{2})|[#\p{Cc}]/gu, '_')
      .split('/')
      .map(fitPart)
      .join('/'),
};

/** A name is refused with a slash or a colon since 3.11, before with neither. Prompts are models to the server, too. */
const models: ModelTable = {
  names: {
    says: 'any text of 256 characters without slashes and colons',
    fit: (name) =>
      Array.from(name.replace(/[/:]/g, '_') || '_')
        .slice(0, 256)
        .join(''),
  },
  aliases: {
    says: 'word characters and -, 255 of them; not latest, nor v with a number',
    fit(alias) {
      const allowed = Array.from(alias.replace(/[^\p{L}\p{N}_-]/gu, '_') || '_');
      return /^(latest|v\d+)$/i.test(allowed.join('')) ? `${allowed.join('')}_` : allowed.slice(0, 255).join('');
    },
  },
  tags: { ...mlflowKey, fit: (key) => mlflowKey.fit(key).replace(/^rungraph\./, 'rungraph_') },
  lengths: { description: 5000, tag: 5000 },
  stages: ['Staging', 'Production', 'Archived'],
  versions: 'counted',
  createdAt: false,
  labels: false,
};

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n, places: 0 } as const;

/** What a server that speaks MLflow's protocol takes. */
export function writeTableOf({ product }: Pick<Dialect, 'product'>): WriteTable {
  const common = {
    params: 'text',
    notFiniteParams: 'kept',
    longIntegers: 'kept',
    projects: anyName,
    steps: int64,
    values: { infinities: 'clipped', negativeZero: 'zero' },
    starts: { says: 'any', fit: (ms: number) => ms },
    merges: 'equal',
    resumes: 'parts',
    readable: null,
    statuses: ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED'],
    always: ['ID_NEW', 'CREATED_AT_LOST'],
    batch: { params: 100, tags: 100, points: 1000 },
  } as const;
  const has = {
    user: true,
    times: true,
    notes: true,
    parent: true,
    archived: true,
    labels: false,
    tagValues: true,
    epochs: false,
    group: false,
    native: false,
    blanks: false,
    openEnds: true,
  };
  if (product === 'fasttrackml') {
    return {
      ...common,
      keys: { PARAM: anyKey, METRIC: anyKey, TAG: tagKey(anyKey) },
      lengths: { param: null, tag: null, name: 250, notes: null, project: 500, digest: 36 },
      contexts: anyName,
      time: { says: 'any but 0', fit: (ms) => (ms === 0 ? 1 : ms), missing: 'start' },
      has: { ...has, inputs: false },
      models: null,
      files: null,
      // It takes any number; one transaction for so many takes two thirds of the time of five (0.6.0 on sqlite).
      batch: { ...common.batch, points: 5000 },
    };
  }
  return {
    ...common,
    keys: { PARAM: mlflowKey, METRIC: mlflowKey, TAG: tagKey(mlflowKey) },
    lengths: { param: 6000, tag: 8000, name: 250, notes: 8000, project: 500, digest: 36 },
    contexts: null,
    time: { says: '1970 or later', fit: (ms) => Math.max(0, ms), missing: 'start' },
    has: { ...has, inputs: true },
    models,
    files: filePath,
  };
}
