import type { MetricContext, Num } from '../../../src/contract/value.ts';
import type { SequenceKind } from './sequence-kinds.ts';
import type { Sent } from './encode-tree.ts';

/** Everything that the server keeps. Times are unix seconds, as the SDK writes them. */
export interface World {
  readonly experiments: readonly StoredExperiment[];
  /** Newest first, which is the one order there is. */
  readonly runs: readonly StoredRun[];
}

export interface StoredExperiment {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly creationTime: number;
}

export interface StoredRun {
  readonly hash: string;
  readonly name: string;
  readonly description: string | null;
  readonly experiment: StoredExperiment;
  readonly tags: readonly string[];
  /** Null where nobody ever said. */
  readonly archived: boolean | null;
  readonly creationTime: number;
  readonly endTime: number | null;
  readonly params: { readonly [key: string]: Sent };
  readonly metrics: readonly StoredMetric[];
  readonly objects: StoredObjects;
}

/** What a run tracked and stored beside metrics. */
export interface StoredObjects {
  readonly sequences: readonly StoredSequence[];
  /** Files that were stored elsewhere. */
  readonly stored: readonly { readonly name: string; readonly uri: string }[];
  /** What it printed, line by line. */
  readonly logs: readonly string[];
  /** What it logged by calls of the SDK. */
  readonly logRecords: readonly StoredLogRecord[];
}

export interface StoredLogRecord {
  readonly message: string;
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';
  readonly time: number;
  readonly args: { readonly [key: string]: Sent } | null;
}

export interface StoredSequence {
  readonly kind: SequenceKind;
  readonly name: string;
  readonly context: MetricContext;
  /** In the order of tracking. Of distributions and figures a step has one. */
  readonly records: readonly (readonly [step: number, items: readonly StoredObject[]])[];
}

/** An image or audio, a text or figure, a distribution. */
export type StoredObject =
  | { readonly format: string; readonly blob: Uint8Array }
  | { readonly text: string }
  | { readonly range: readonly [number, number]; readonly weights: readonly number[] };

export interface StoredMetric {
  readonly name: string;
  readonly context: MetricContext;
  /** In the order of steps. */
  readonly points: readonly StoredPoint[];
  readonly summary: MetricSummary;
}

export interface StoredPoint {
  readonly step: Num;
  readonly value: number;
  readonly time: number;
  /** Null where the call of the SDK named none. */
  readonly epoch: number | null;
}

/** What is kept beside the points; some of it may be missing. */
export interface MetricSummary {
  first?: number;
  firstStep?: Num;
  last?: number;
  lastStep?: Num;
  min?: number;
  max?: number;
}
