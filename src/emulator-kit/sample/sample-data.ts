import type { MetricContext, Num, Value } from '../../contract/value.ts';
import type { RunStatus } from '../../contract/run.ts';

/**
 * Runs in nobody's dialect: what emulators serve and what real trackers in tests are seeded with. Names of projects and
 * keys of runs are unique in a data set and only link its parts; trackers make ids of their own. Times are epoch
 * milliseconds.
 */
export interface SampleData {
  readonly projects: readonly SampleProject[];
  readonly runs: readonly SampleRun[];
}

export interface SampleProject {
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: number;
}

export interface SampleRun {
  /** Unique in the data set. */
  readonly key: string;
  /** The name of its project. */
  readonly project: string;
  readonly name: string;
  readonly status: Exclude<RunStatus, 'UNKNOWN'>;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly user: string | null;
  readonly notes: string | null;
  readonly group: string | null;
  readonly jobType: string | null;
  readonly archived: boolean;
  /** The key of the run that this one is nested in. */
  readonly parent: string | null;
  /** A plain label has no value. */
  readonly tags: readonly { readonly key: string; readonly value: string | null }[];
  readonly params: readonly { readonly key: string; readonly value: Value }[];
  readonly metrics: readonly SampleMetric[];
  readonly git: SampleGit | null;
  /** The script that was started. */
  readonly entryPoint: string | null;
  readonly datasets: readonly SampleDataset[];
  /** What the run saved, beside its models. */
  readonly files: readonly SampleFile[];
  /** Models that it made. */
  readonly models: readonly SampleModel[];
  /** Keys of models that it read. */
  readonly usedModels: readonly string[];
  /** What it ran on, for trackers that record it; others ignore it. */
  readonly machine?: SampleMachine;
  /** What is special of its summary, for trackers that keep one beside the series; others ignore it. */
  readonly summary?: SampleSummary;
}

export interface SampleMachine {
  readonly gpu: string;
  readonly gpus: number;
  /** The version of CUDA. */
  readonly cuda: string;
}

/** A summary that is not simply the last value of each metric. */
export interface SampleSummary {
  /** Metrics that the user had summed up in another way: a key, or the beginning of keys with `*` behind. */
  readonly definitions?: readonly { readonly metric: string; readonly as: 'min' | 'max' | 'mean' | 'none' }[];
  /** Values that were put into it and never logged. */
  readonly values?: readonly { readonly key: string; readonly value: number }[];
  /** The step that it was written at last, where points came after it. */
  readonly upTo?: Num;
}

export interface SampleFile {
  /** With slashes, relative. */
  readonly path: string;
  readonly content: string;
}

export interface SampleModel {
  /** Unique in the data set. */
  readonly key: string;
  readonly name: string;
  readonly files: readonly SampleFile[];
  /** The registered model that it is the next version of, and other names of that version. */
  readonly registered: { readonly name: string; readonly aliases: readonly string[] } | null;
}

export interface SampleMetric {
  readonly key: string;
  /** `{}` where there is none. */
  readonly context: MetricContext;
  /** In the order of logging, which need not be that of steps. */
  readonly points: readonly SamplePoint[];
}

export interface SamplePoint {
  readonly step: Num;
  readonly value: number;
  readonly timestamp: number;
  /** The training epoch that it was logged in, where somebody said. */
  readonly epoch?: number;
}

export interface SampleGit {
  readonly commit: string;
  readonly branch: string | null;
  readonly repository: string | null;
  readonly dirty: boolean | null;
}

export interface SampleDataset {
  readonly name: string;
  readonly digest: string;
  readonly uri: string;
  /** What it was used for, such as `training`. */
  readonly role: string;
}
