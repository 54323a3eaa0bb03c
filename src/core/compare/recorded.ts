import { isRungraphError } from '../../contract/error.ts';
import type { Artifact } from '../../contract/artifacts.ts';
import type { Environment, Gpu, Package, Provenance } from '../../contract/provenance.ts';
import type { Param, Run } from '../../contract/run.ts';
import { isSeedKey } from '../provenance/seed-key.ts';
import { asText, compareText } from '../rows/compare-values.ts';

/** A run with what is known of how it was made. Undefined or null: nothing is. */
export interface RecordedRun {
  readonly run: Run;
  readonly provenance: Provenance | undefined;
  /** For trackers that keep it apart from their runs. */
  readonly environment: Environment | null;
}

/** What a run was made from, wherever it was recorded. Null: it was not. */
export interface Making {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly dirty: boolean | null;
  readonly diff: string | null;
  readonly entryPoint: string | null;
  readonly command: string | null;
  readonly arguments: readonly string[] | null;
  readonly host: string | null;
  readonly os: string | null;
  readonly python: string | null;
  readonly cuda: string | null;
  readonly gpus: readonly Gpu[] | null;
  readonly image: string | null;
  readonly packages: readonly Package[] | null;
  readonly datasets: readonly Artifact[];
  /** Params that seed random numbers, by key; those without a value are left out. */
  readonly seeds: readonly Param[];
}

/** Provenance first, and the environment where it says nothing. */
export function makingOf({ run, provenance, environment }: RecordedRun): Making {
  const git = provenance?.git ?? null;
  return {
    commit: git?.commit ?? null,
    branch: git?.branch ?? null,
    dirty: git?.dirty ?? null,
    diff: git?.diff ?? null,
    entryPoint: provenance?.entryPoint ?? null,
    command: provenance?.command ?? null,
    arguments: provenance?.arguments ?? null,
    host: provenance?.host ?? environment?.host ?? null,
    os: provenance?.os ?? environment?.os ?? null,
    python: provenance?.pythonVersion ?? environment?.pythonVersion ?? null,
    cuda: provenance?.cuda ?? environment?.cuda ?? null,
    gpus: provenance?.gpus ?? environment?.gpus ?? null,
    image: provenance?.containerImage ?? null,
    packages: provenance?.packages ?? environment?.packages ?? null,
    datasets: provenance?.datasets ?? [],
    seeds: seedsOf(run),
  };
}

function seedsOf({ params }: Run): readonly Param[] {
  if (isRungraphError(params)) return [];
  const set = params.filter(({ key, value }) => isSeedKey(key) && value !== null && value !== '' && value !== 'None');
  return set.sort((a, b) => compareText(a.key, b.key));
}

/** `seed=42`, one after another. */
export function seedsText(seeds: readonly Param[]): string | null {
  if (seeds.length === 0) return null;
  return seeds.map(({ key, value, text }) => `${key}=${asText(value, text) ?? JSON.stringify(value)}`).join(', ');
}

/** `2 x A100, 1 x T4`, in one order; of no GPU `none`. */
export function gpusText(gpus: readonly Gpu[] | null): string | null {
  if (gpus === null) return null;
  const told = gpus.map(({ name, count }) => `${count === null ? '' : `${count} x `}${name ?? 'unknown'}`);
  return told.length === 0 ? 'none' : told.sort(compareText).join(', ');
}

/** A dataset by its digest, which alone says what it holds; by name, version and place where it has none. */
export function datasetText({ name, version, digest, uri }: Artifact): string {
  if (digest !== null) return `${name} ${digest.algorithm}:${digest.value}`;
  return [name, version, uri].filter((part) => part !== null).join(' ');
}

/** What tells datasets apart. */
export function datasetKey(dataset: Artifact): string {
  const { digest } = dataset;
  return digest === null ? datasetText(dataset) : `${digest.algorithm}:${digest.value}`;
}
