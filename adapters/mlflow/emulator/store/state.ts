import { notFound } from '../fault.ts';
import type { Generation } from '../generation.ts';

/** One row of a metric's history. NaN is kept as 0 beside a flag, the infinities as the largest doubles. */
export interface StoredPoint {
  readonly value: number;
  readonly isNan: boolean;
  readonly timestamp: bigint;
  readonly step: bigint;
}

export interface StoredMetric {
  latest: StoredPoint;
  readonly points: StoredPoint[];
  /** Rows by identity: an exact repeat is stored once. */
  readonly identities: Set<string>;
}

export interface StoredDataset {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string;
  readonly profile: string;
}

export interface StoredInput {
  readonly dataset: StoredDataset;
  readonly tags: ReadonlyMap<string, string>;
}

export const runStatuses = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
export type StoredStatus = (typeof runStatuses)[number];

export interface StoredRun {
  readonly id: string;
  readonly experimentId: string;
  name: string;
  readonly userId: string;
  status: StoredStatus;
  readonly startTime: bigint;
  endTime: bigint | null;
  readonly artifactUri: string;
  deleted: boolean;
  readonly tags: Map<string, string>;
  readonly params: Map<string, string>;
  readonly metrics: Map<string, StoredMetric>;
  /** By name and digest of the dataset. */
  readonly inputs: Map<string, StoredInput>;
  /** Ids of logged models that it read, and that it made. */
  readonly modelInputs: Set<string>;
  readonly modelOutputs: Set<string>;
  readonly files: Files;
}

/** Contents by path, decoded, with slashes. */
export type Files = Map<string, Buffer>;

export interface StoredModel {
  readonly id: string;
  readonly name: string;
  readonly experimentId: string;
  readonly sourceRunId: string;
  readonly createdAt: bigint;
  readonly tags: Map<string, string>;
  readonly files: Files;
}

export interface StoredVersion {
  readonly version: string;
  readonly source: string;
  readonly runId: string;
  readonly createdAt: bigint;
  readonly description: string;
  readonly tags: ReadonlyMap<string, string>;
  stage: string;
}

export interface RegisteredModel {
  readonly name: string;
  readonly createdAt: bigint;
  readonly description: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly versions: StoredVersion[];
  /** From alias to version. */
  readonly aliases: Map<string, string>;
}

export interface StoredExperiment {
  readonly id: string;
  readonly name: string;
  readonly artifactLocation: string;
  readonly createdAt: bigint;
  readonly tags: ReadonlyMap<string, string>;
}

/** Everything the server remembers, and what it is told about the world. */
export interface World {
  readonly generation: Generation;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly experiments: Map<string, StoredExperiment>;
  readonly runs: Map<string, StoredRun>;
  /** Runs share them, by name and digest: the first to log one describes it for all. */
  readonly datasets: Map<string, StoredDataset>;
  readonly models: Map<string, StoredModel>;
  readonly registry: Map<string, RegisteredModel>;
}

export function runOf(world: World, id: string): StoredRun {
  const run = world.runs.get(id);
  if (run === undefined) throw notFound(`Run with id=${id} not found`);
  return run;
}
