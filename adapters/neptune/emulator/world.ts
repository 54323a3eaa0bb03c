import type { Value } from '../../../src/contract/value.ts';
import type { ProductLine } from '../archive/product-line.ts';

export interface StoredPoint {
  readonly step: number;
  readonly value: number;
  readonly timestampMillis: number;
}

/** An attribute as a server keeps it. Times are epoch milliseconds. */
export type StoredAttribute =
  | { readonly type: 'int' | 'float' | 'string' | 'bool' | 'datetime' | 'experimentState'; readonly value: Value }
  | { readonly type: 'stringSet'; readonly values: readonly string[] }
  | { readonly type: 'floatSeries'; readonly points: readonly StoredPoint[] }
  | { readonly type: 'gitRef'; readonly git: object };

export interface StoredRun {
  /** `workspace/name`. */
  readonly project: string;
  readonly shortId: string;
  readonly uuid: string;
  readonly attributes: ReadonlyMap<string, StoredAttribute>;
  /** Of 3.x: where its series go on from those of another run. */
  readonly fork?: { readonly parent: StoredRun; readonly step: number };
}

export interface StoredProject {
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: number;
}

export interface World {
  readonly line: ProductLine;
  readonly workspace: string;
  readonly projects: readonly StoredProject[];
  readonly runs: readonly StoredRun[];
}

export function textOf({ attributes }: StoredRun, path: string): string {
  const found = attributes.get(path);
  return found?.type === 'string' ? String(found.value) : '';
}

export function timeOf({ attributes }: StoredRun, path: string): number {
  const found = attributes.get(path);
  return found?.type === 'datetime' ? Number(found.value) : 0;
}
