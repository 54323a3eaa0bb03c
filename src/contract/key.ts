import type { MetricContext, ValueType } from './value.ts';

export type KeyKind = 'PARAM' | 'METRIC' | 'TAG';

/** A key that runs of a project use. */
export interface Key {
  readonly key: string;
  readonly nativeKey: string;
  readonly context: MetricContext | null;
  /** Null where the tracker does not tell or where runs disagree. */
  readonly type: ValueType | null;
}
