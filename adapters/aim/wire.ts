import { z } from 'zod';
import { isTreeObject, type Tree, type TreeObject } from './encoding/tree.ts';

// Lenient: fields that are not used are ignored, those that may be left out are optional.

const text = z.string().nullish();
const number = z.union([z.number(), z.bigint()]);

const props = z.object({
  name: text,
  description: text,
  experiment: z.object({ id: z.string(), name: z.string() }).nullish(),
  tags: z.array(z.object({ name: z.string(), color: text, description: text })).nullish(),
  archived: z.boolean().nullish(),
  creation_time: number.nullish(),
  end_time: number.nullish(),
  active: z.boolean().nullish(),
});

const tree = z.custom<TreeObject>((value: unknown) => isObject(value), 'expected an object');

/** What the server keeps of a metric beside its points. */
export interface WireTrace {
  readonly name: string;
  readonly context: TreeObject;
  readonly values: {
    readonly last?: number | bigint;
    readonly last_step?: number | bigint;
    readonly min?: number | bigint;
    readonly max?: number | bigint;
  };
}

// Checked where they are: a page holds thousands of these, and copying them costs more than reading them.
const traces = z.custom<readonly WireTrace[]>(
  (value: unknown) => Array.isArray(value) && value.every(isTrace),
  'expected a list of metrics with a name, a context and values',
);

function isTrace(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, context, values } = value;
  if (typeof name !== 'string' || !isTreeObject(context) || !isTreeObject(values)) return false;
  return ['last', 'last_step', 'min', 'max'].every((key) => isNumberOrNone(values[key]));
}

function isNumberOrNone(value: Tree | undefined): boolean {
  return value === undefined || typeof value === 'number' || typeof value === 'bigint';
}

function isObject(value: unknown): value is TreeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** A run of search/run; its hash is the key that it came under. A run without props was cut off. */
export const runEntry = z.object({
  props,
  params: tree.nullish(),
  traces: z.object({ metric: traces.nullish() }).nullish(),
});

/** The points of a metric, as search/metric sends them: columns that are read by themselves. */
export interface WireSeries {
  readonly name: string;
  readonly context: TreeObject;
  readonly values: Tree;
  readonly iters: Tree;
  readonly timestamps: Tree;
  readonly epochs?: Tree;
}

const series = z.custom<WireSeries>((value: unknown) => {
  return isObject(value) && typeof value['name'] === 'string' && isTreeObject(value['context']);
}, 'expected a series with a name and a context');

/** A run of search/metric. Its props come last, and tell that it is whole. */
export const seriesEntry = z.object({ traces: z.array(series), props: tree });

export const experimentsAnswer = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: text,
    archived: z.boolean().nullish(),
    creation_time: z.number().nullish(),
  }),
);

export const notesAnswer = z.array(
  z.object({ id: z.number(), content: z.string(), created_at: text, updated_at: text }),
);

/** What is said of an experiment that was made or changed. */
export const changedAnswer = z.object({ id: z.string() });

/** The part of /openapi.json that tells which server answers. */
export const openApiAnswer = z.object({ paths: z.record(z.string(), z.unknown()) });

/** `{ message, detail }` of Aim's own errors, `{ detail }` of its web framework. */
export const errorAnswer = z.object({ message: z.string().nullish(), detail: z.unknown() });

export type WireRun = z.infer<typeof runEntry>;
export type WireProps = z.infer<typeof props>;
export type WireExperiment = z.infer<typeof experimentsAnswer>[number];
export type WireNote = z.infer<typeof notesAnswer>[number];
