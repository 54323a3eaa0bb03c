import { isRungraphError } from '../../contract/error.ts';
import type { Environment, Provenance } from '../../contract/provenance.ts';
import type { Param, Part } from '../../contract/run.ts';
import type { Json } from '../../contract/value.ts';
import { isSeedKey } from './seed-key.ts';

export type PresenceState = 'PRESENT' | 'PARTIAL' | 'MISSING';

/** One thing that a repetition needs, and whether it was recorded. */
export interface Judgement {
  readonly state: PresenceState;
  readonly why: string;
  readonly evidence: Readonly<Record<string, Json>> | null;
}

export interface ReproducibilityItem extends Judgement {
  readonly name: string;
}

export interface Reproducibility {
  readonly score: number;
  readonly items: readonly ReproducibilityItem[];
}

/** What a run is judged by. */
export interface Recorded {
  readonly provenance: Provenance;
  readonly environment: Environment | null;
  readonly params: Part<Param>;
}

const weights: Readonly<Record<PresenceState, number>> = { PRESENT: 1, PARTIAL: 0.5, MISSING: 0 };

const rules: readonly (readonly [name: string, judge: (recorded: Recorded) => Judgement])[] = [
  ['code', judgeCode],
  ['environment', judgeEnvironment],
  ['data', judgeData],
  ['seeds', judgeSeeds],
  ['hardware', judgeHardware],
  ['configuration', judgeConfiguration],
];

/** Whether what was recorded is enough to run a run again, item by item. */
export function judgeReproducibility(recorded: Recorded): Reproducibility {
  const items = rules.map(([name, judge]) => ({ name, ...judge(recorded) }));
  const sum = items.reduce((total, { state }) => total + weights[state], 0);
  return { score: sum / items.length, items };
}

function judgeCode({ provenance: { git } }: Recorded): Judgement {
  if (git?.commit == null) return missing('No commit was recorded.');
  const { commit, repository, branch, dirty, diff, diffArtifactId = null } = git;
  const evidence = { commit, repository, branch, dirty, diffStored: Boolean(diff) || diffArtifactId !== null };
  if (dirty === false) return present('The work tree was clean at a known commit.', evidence);
  if (evidence.diffStored) return present('The commit and the changes on top of it are stored.', evidence);
  if (dirty === null) return partial('It is not known whether the work tree was clean.', evidence);
  return partial('The work tree had changes that were not stored.', evidence);
}

function judgeEnvironment({ provenance, environment }: Recorded): Judgement {
  const { containerImage: image } = provenance;
  const packages = provenance.packages ?? environment?.packages ?? null;
  const python = provenance.pythonVersion ?? environment?.pythonVersion ?? null;
  const loose = (packages ?? []).filter(({ version }) => version === null).map(({ name }) => name);
  const evidence = {
    containerImage: image,
    pythonVersion: python,
    packages: packages?.length ?? null,
    withoutVersion: loose,
    readFrom: environment?.evidence ?? null,
  };
  if (image !== null && /@sha256:[0-9a-f]{64}$/.test(image)) return present('The image is named by digest.', evidence);
  const listed = packages !== null && packages.length > 0;
  if (listed && loose.length === 0 && python !== null) {
    return present('Python and every package have a version.', evidence);
  }
  if (listed && loose.length > 0) return partial('Some packages have no version.', evidence);
  if (listed) return partial('Packages have versions, but that of Python is not known.', evidence);
  if (image !== null) return partial('The image is named, but by a tag that may move.', evidence);
  if (python !== null) return partial('The version of Python is known, packages are not.', evidence);
  return missing('Neither packages nor an image were recorded.');
}

function judgeData({ provenance: { datasets } }: Recorded): Judgement {
  if (datasets.length === 0) return missing('No dataset was recorded as an input.');
  const evidence = {
    datasets: datasets.map(({ name, digest, version, uri }) => ({
      name,
      digest: digest === null ? null : `${digest.algorithm}:${digest.value}`,
      version,
      uri,
    })),
  };
  const loose = datasets.filter(({ digest }) => digest === null);
  if (loose.length === 0) return present('Every dataset has a digest.', evidence);
  return partial(`Without a digest: ${loose.map(({ name }) => name).join(', ')}.`, evidence);
}

function judgeSeeds({ params }: Recorded): Judgement {
  if (isRungraphError(params)) return missing(`Params could not be read: ${params.message}`);
  const seeds = params.filter(({ key }) => isSeedKey(key));
  if (seeds.length === 0) return missing('No param seeds random numbers.');
  const evidence = Object.fromEntries(seeds.map(({ key, value }): [string, Json] => [key, value]));
  const unset = seeds.filter(({ value }) => value === null || value === '' || value === 'None');
  if (unset.length < seeds.length) return present('A seed was recorded.', evidence);
  return partial('There is a param for a seed, but without a value.', evidence);
}

function judgeHardware({ provenance, environment }: Recorded): Judgement {
  const gpus = provenance.gpus ?? environment?.gpus ?? null;
  const os = provenance.os ?? environment?.os ?? null;
  const host = provenance.host ?? environment?.host ?? null;
  const cuda = provenance.cuda ?? environment?.cuda ?? null;
  const evidence = { gpus: gpus?.map(({ name, count }) => ({ name, count })) ?? null, os, host, cuda };
  if (gpus !== null && gpus.length > 0 && gpus.every(({ name }) => name !== null)) {
    return present('The GPUs are known.', evidence);
  }
  if (gpus?.length === 0 && os !== null) return present('It ran without GPUs on a known system.', evidence);
  if (gpus !== null || os !== null || host !== null || cuda !== null) {
    return partial('Something of the machine is known, its GPUs are not.', evidence);
  }
  return missing('Nothing of the machine was recorded.');
}

function judgeConfiguration({ provenance: { entryPoint, command, arguments: args }, params }: Recorded): Judgement {
  const read = isRungraphError(params) ? null : params;
  const start = command ?? entryPoint;
  const evidence = { params: read?.length ?? null, entryPoint, command, arguments: args };
  const configured = read !== null && read.length > 0;
  if (configured && start !== null) return present('Params and what was started are known.', evidence);
  if (read === null) return partial('Params could not be read.', evidence);
  if (configured) return partial('Params are known, what was started is not.', evidence);
  if (start !== null) return partial('What was started is known, but it has no params.', evidence);
  return missing('Neither params nor what was started were recorded.');
}

function present(why: string, evidence: Judgement['evidence']): Judgement {
  return { state: 'PRESENT', why, evidence };
}

function partial(why: string, evidence: Judgement['evidence']): Judgement {
  return { state: 'PARTIAL', why, evidence };
}

function missing(why: string): Judgement {
  return { state: 'MISSING', why, evidence: null };
}
