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
  readonly uuid: string;
  /** What short ids of its runs begin with. */
  readonly key: string;
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

/** The full name of the project that a client calls so: by name, or by id. */
export function projectOf({ workspace, projects }: World, id: string | undefined): string | undefined {
  const found = projects.find(({ name, uuid }) => `${workspace}/${name}` === id || uuid === id);
  return found === undefined ? undefined : `${workspace}/${found.name}`;
}

/** By `workspace/project/SHORT-ID`, or by id. */
export function runOf({ runs }: World, id: string | undefined): StoredRun | undefined {
  return runs.find((run) => `${run.project}/${run.shortId}` === id || run.uuid === id);
}
