import { parse } from 'yaml';
import { z } from 'zod';
import { runStatuses } from '../../src/contract/run.ts';
import type { Value } from '../../src/contract/value.ts';

// What a `yaml case` of docs/meaning.md may hold: what is not known here is a mistake of the page.

/** Answers are JSON, which has no NaN and rounds long integers: `{ number: 'NaN' }` and `{ number: '9007199254740993' }` are exact. */
const exact = z.strictObject({ number: z.string() }).transform(({ number }) => {
  return /^-?\d+$/.test(number) ? BigInt(number) : Number(number);
});

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), exact]),
);
/** What a tracker that keeps text alone has of a param. */
const stored = z.strictObject({ text: z.string() });

const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number), exact]);
/** Step, value, and the time in epoch milliseconds. */
const point = z.union([z.tuple([number, number]), z.tuple([number, number, z.number()])]);
const metric = z.strictObject({
  key: z.string(),
  context: z.record(z.string(), z.json()).default({}),
  points: z.array(point),
  /** Put into a summary and never logged. */
  summary: z.number().optional(),
});
const time = z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.number()]);
const text = z.string().nullable().default(null);

const run = z.strictObject({
  project: z.string().default('p'),
  name: text,
  status: z.enum(runStatuses).default('FINISHED'),
  startedAt: time.nullable().default(null),
  endedAt: time.nullable().default(null),
  user: text,
  notes: text,
  group: text,
  jobType: text,
  archived: z.boolean().default(false),
  parent: text,
  tags: z.record(z.string(), z.string().nullable()).default({}),
  params: z.record(z.string(), z.union([stored, value])).default({}),
  /** Nested, as people write it. */
  config: z.record(z.string(), z.json()).optional(),
  metrics: z.union([z.record(z.string(), z.array(point)), z.array(metric)]).default({}),
});

/** How a source does: how its tracker fails, or what else is special about it. */
const source = z.strictObject({
  fails: z.enum(['UNAVAILABLE', 'FORBIDDEN', 'RATE_LIMITED']).optional(),
  partial: z.string().optional(),
  /** The tracker itself sends no more points of a series than these. */
  points: z.number().optional(),
});

const question = z.strictObject({
  filter: z.json().optional(),
  orderBy: z.json().optional(),
  archived: z.enum(['EXCLUDE', 'INCLUDE', 'ONLY']).optional(),
  gives: z.array(z.string()),
});
const refusal = z.strictObject({ refused: z.json() });
/** What else an answer holds, and what becomes of the gateway before it is asked. */
const around = {
  errors: z.array(z.json()).default([]),
  incomplete: z.array(z.json()).default([]),
  sources: z.record(z.string(), source).optional(),
  laterMs: z.number().default(0),
};
const document = z.strictObject({ query: z.string(), data: z.json(), ...around });
const each = z.record(z.string(), z.record(z.string(), z.json()));
/** A selection on every run, or on every report of a list of all runs. */
const selection = z
  .strictObject({ select: z.string(), each, ...around })
  .transform(({ select, each: runs, ...rest }) => {
    const nodes = Object.entries(runs).map(([name, shown]) => ({ ref: refOf(name), ...shown }));
    return { ...rest, query: `{ runs { nodes { ref ${select} } } }`, data: { runs: { nodes } } };
  });
const reports = z
  .strictObject({ reports: z.string(), each, ...around })
  .transform(({ reports: of, each: told, ...rest }) => {
    const rows = Object.entries(told).map(([name, shown]) => ({ source: { name }, ...shown }));
    return { ...rest, query: `{ runs { reports { source { name } ${of} } } }`, data: { runs: { reports: rows } } };
  });

const wholeCase = z.strictObject({
  runs: z.record(z.string(), run),
  sources: z.record(z.string(), source).default({}),
  asked: z.array(z.union([question, refusal, document, selection, reports])),
});

export type Case = z.output<typeof wholeCase>;
export type CaseRun = z.output<typeof run>;
export type CaseSource = z.output<typeof source>;
export type Asked = Case['asked'][number];
export type CaseQuestion = z.output<typeof question>;
export type CaseDocument = z.output<typeof document>;
export type CaseMetric = z.output<typeof metric>;

export function readCase(written: string): Case {
  return wholeCase.parse(parse(written));
}

/** Operands of a filter, where `{ "number": … }` is an exact integer. */
export function readOperands(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(readOperands);
  if (typeof part !== 'object' || part === null) return part;
  const found = exact.safeParse(part);
  if (found.success) return found.data;
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, readOperands(item)]));
}

/** The metrics of a run, in the form that holds contexts. */
export function metricsOf({ metrics }: CaseRun): readonly CaseMetric[] {
  if (Array.isArray(metrics)) return metrics;
  return Object.entries(metrics).map(([key, points]) => ({ key, context: {}, points }));
}

/** `lab/a` is the run `a` of the source `lab`; `a` alone is of the source `s`. */
export function placeOf(name: string): { readonly source: string; readonly id: string } {
  const [id = '', source = 's'] = name.split('/').reverse();
  return { source, id };
}

/** `source/native-id`, as answers tell it. */
export function refOf(name: string): string {
  const { source, id } = placeOf(name);
  return `${source}/${id}`;
}
