import type { Json } from './value.ts';

/** What a run was made from, as far as the tracker recorded it. Null: not recorded. */
export interface Provenance {
  readonly git: GitState | null;
  readonly entryPoint: string | null;
  readonly command: string | null;
  readonly arguments: readonly string[] | null;
  readonly host: string | null;
  readonly os: string | null;
  readonly pythonVersion: string | null;
  readonly packages: readonly Package[] | null;
  readonly gpus: readonly Gpu[] | null;
  readonly cuda: string | null;
  readonly containerImage: string | null;
  readonly datasets: readonly DatasetInput[];
}

export interface GitState {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly repository: string | null;
  /** Whether the work tree held changes that the commit does not. */
  readonly dirty: boolean | null;
  /** Those changes, as a unified diff. */
  readonly diff: string | null;
}

export interface Package {
  readonly name: string;
  readonly version: string | null;
}

export interface Gpu {
  readonly name: string | null;
  readonly count: number | null;
  readonly memoryBytes: number | null;
}

/** A dataset that a run read. */
export interface DatasetInput {
  /** Unique in its source, and the same for every run that read the same data. */
  readonly nativeId: string;
  readonly name: string;
  /** The tracker's word for the kind of source, such as `huggingface` or `local`. */
  readonly nativeType: string | null;
  readonly digest: Digest | null;
  readonly uri: string | null;
  /** What the run used it for, such as `training`. */
  readonly role: string | null;
  readonly metadata: { readonly [key: string]: Json } | null;
}

export interface Digest {
  readonly algorithm: string;
  readonly value: string;
}
