import type { Value } from '../../../src/contract/value.ts';
import type { ProductLine } from '../sample/product-line.ts';
import type { ListedFile } from './artifact-hash.ts';

export interface StoredPoint {
  readonly step: number;
  readonly value: number;
  readonly timestampMillis: number;
}

export interface StoredFile {
  /** 3.x: its place in the store; below a file set of 2.x: its path in it. */
  readonly path: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/** A point of a series that is not of numbers. */
export interface StoredObject<T> {
  readonly step: number;
  readonly timestampMillis: number;
  readonly value: T;
}

export interface StoredHistogram {
  readonly type: 'COUNTING' | 'DENSITY';
  readonly edges: readonly number[];
  readonly values: readonly number[];
}

/** What 2.x keeps beside values. */
type StoredContent =
  | { readonly type: 'file'; readonly name: string; readonly ext: string; readonly content: Buffer }
  | { readonly type: 'fileSet'; readonly files: readonly StoredFile[] }
  | { readonly type: 'imageSeries'; readonly images: readonly Omit<StoredFile, 'path'>[] }
  | { readonly type: 'artifact'; readonly hash: string; readonly files: readonly ListedFile[] };

/** Series of 3.x that are not of numbers, and its files, which lie in a store of their own. */
export type StoredSeries =
  | { readonly type: 'stringSeries'; readonly points: readonly StoredObject<string>[] }
  | { readonly type: 'histogramSeries'; readonly points: readonly StoredObject<StoredHistogram>[] }
  | { readonly type: 'fileRefSeries'; readonly points: readonly StoredObject<StoredFile>[] };

/** An attribute as a server keeps it. Times are epoch milliseconds. */
export type StoredAttribute =
  | { readonly type: 'int' | 'float' | 'string' | 'bool' | 'datetime' | 'experimentState'; readonly value: Value }
  | { readonly type: 'stringSet'; readonly values: readonly string[] }
  | { readonly type: 'floatSeries'; readonly points: readonly StoredPoint[] }
  | { readonly type: 'gitRef'; readonly git: object }
  | { readonly type: 'fileRef'; readonly file: StoredFile }
  | StoredSeries
  | StoredContent;

/** The model registry of 2.x holds entries that are like runs. */
export type EntryType = 'run' | 'model' | 'modelVersion';

export interface StoredRun {
  readonly type: EntryType;
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
  readonly registry: readonly StoredRun[];
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
export function runOf({ runs, registry }: World, id: string | undefined): StoredRun | undefined {
  return [...runs, ...registry].find((run) => `${run.project}/${run.shortId}` === id || run.uuid === id);
}
