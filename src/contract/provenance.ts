import type { Artifact } from './artifacts.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';

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
  /** Data that the run read, each once. */
  readonly datasets: readonly Artifact[];
}

export interface GitState {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly repository: string | null;
  /** Whether the work tree held changes that the commit does not. */
  readonly dirty: boolean | null;
  /** Those changes, as a unified diff. */
  readonly diff: string | null;
  /** Native id of an artifact that holds them instead. */
  readonly diffArtifactId?: string | null;
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

/** What a run was executed in, as far as the tracker keeps it in files that must be read one by one. */
export interface Environment {
  readonly pythonVersion: string | null;
  readonly packages: readonly Package[] | null;
  readonly os: string | null;
  readonly host: string | null;
  readonly gpus: readonly Gpu[] | null;
  readonly cuda: string | null;
  /** Where it was read, for people. */
  readonly evidence: string;
}

/** Optional as a whole: for trackers whose runs do not come with their environment. */
export interface EnvironmentReader<Context extends CallContext = CallContext> {
  /** Ids of runs in, the same length and order out; null says that none was recorded. */
  getEnvironments(
    context: Context,
    runIds: readonly string[],
  ): Promise<readonly (Environment | RungraphError | null)[]>;
}
