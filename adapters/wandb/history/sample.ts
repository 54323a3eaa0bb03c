import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import type { Num } from '../../../src/contract/value.ts';
import { readObject } from '../read-fields.ts';
import { historyKeysJson, type WireRow } from '../wire.ts';
import { toNumber } from './points-of-rows.ts';
import type { HistoryAnswer } from './access.ts';
import { openRows } from './rows-builder.ts';
import { toStep } from './steps.ts';

/** A series as the server sampled it, while its ends are looked for. */
export interface Sample {
  readonly request: SeriesRequest;
  /** Rows that have a number of the metric. */
  readonly rows: WireRow[];
  /** The steps that the range asked goes from and to; null where the end of the run is not known. */
  readonly from: number;
  readonly to: number | null;
  readonly complete: boolean;
  /** Whether the first and the last row of the metric are among the rows. */
  first: boolean;
  last: boolean;
}

/** Steps at the beginning that are read with the sample: most metrics are logged in the first rows. */
const headSteps = 16;
/** Steps of each end that are read where the sample lacks them. */
const windowSteps = 1000;

/**
 * Two specs for a metric. One sample more than asked for tells whether there is more. As many samples as steps: then
 * nothing is thinned out. Bounds are inclusive here, and rows come only where they hold all keys.
 */
export function sampleSpecs(request: SeriesRequest): readonly string[] {
  const { maxPoints, from, to } = request;
  const first = Number(from ?? 0);
  return [
    spec(request, { samples: (maxPoints ?? 0) + 1, minStep: from, maxStep: to }),
    spec(request, {
      samples: headSteps,
      minStep: first,
      maxStep: Math.min(first + headSteps - 1, Number(to ?? Infinity)),
    }),
  ];
}

/** What the answer tells about one request of its run. */
export function beginSample(request: SeriesRequest, answer: HistoryAnswer, at: number): Sample {
  const { sampledHistory, historyLineCount: lines } = answer;
  const rows = rowsOf(request, sampledHistory?.[2 * at]);
  const head = rowsOf(request, sampledHistory?.[2 * at + 1]).slice(0, 1);
  const tail = rowsOf(request, lastRows(answer));
  const catalogue = historyKeysJson.safeParse(answer.historyKeys);
  const { keys = {}, lastStep = null } = catalogue.success ? catalogue.data : {};
  const count = (keys[request.metric]?.typeCounts ?? []).reduce((sum, { count: own = 0 }) => sum + Number(own), 0);
  const most = request.maxPoints ?? 0;
  const isAll = request.from === null && request.to === null && rows.length === count;
  const isShort = lines !== null && lines !== undefined && Number(lines) <= most;
  const ends = [request.to, lastStep].flatMap((step) => (step === null ? [] : [Number(step)]));
  const sample: Sample = {
    request,
    rows: [...rows, ...head, ...tail],
    from: Number(request.from ?? 0),
    to: lastStep === null ? null : Math.min(...ends),
    complete: isShort || (isAll && rows.length <= most),
    first: head.length > 0,
    last: tail.length > 0,
  };
  return sample;
}

/** What is still to be looked for: up to a window at each end. */
export function windowSpecs({ request, rows, from, to, complete, first, last }: Sample): readonly string[] {
  const specs: string[] = [];
  if (complete || to === null || rows.length === 0) return specs;
  const steps = rows.map(stepOf);
  if (!first) specs.push(spec(request, window(from, Math.min(from + windowSteps - 1, Math.min(...steps)))));
  if (!last) specs.push(spec(request, window(Math.max(to - windowSteps + 1, Math.max(...steps)), to)));
  return specs;
}

/** Takes the answers to the specs of several samples, in their order. */
export function addWindows(samples: readonly Sample[], answers: readonly (readonly WireRow[])[]): void {
  let at = 0;
  for (const sample of samples) {
    const { request, rows } = sample;
    const [lacksFirst, lacksLast] = [!sample.first, !sample.last];
    if (lacksFirst) {
      const head = rowsOf(request, answers[at++]).slice(0, 1);
      rows.push(...head);
      sample.first = head.length > 0;
    }
    if (lacksLast) {
      const tail = rowsOf(request, answers[at++]).slice(-1);
      rows.push(...tail);
      sample.last = tail.length > 0;
    }
  }
}

/** Whether it is a series with both ends. */
export function isReady({ complete, first, last }: Sample): boolean {
  return complete || (first && last);
}

export function finish({ request, rows, complete }: Sample): Series {
  const builder = openRows([request.metric]);
  rows.forEach((row) => builder.addRow(row));
  const points = builder.points(request.metric);
  return { ...points, totalPoints: complete ? points.values.length : null, complete };
}

interface Bounds {
  readonly samples: number;
  readonly minStep: Num | null;
  readonly maxStep: Num | null;
}

function window(minStep: number, maxStep: number): Bounds {
  return { samples: maxStep - minStep + 1, minStep, maxStep };
}

function spec({ metric }: SeriesRequest, { samples, minStep, maxStep }: Bounds): string {
  return JSON.stringify({
    keys: ['_step', '_timestamp', metric],
    samples,
    ...(minStep === null ? {} : { minStep: Number(minStep) }),
    ...(maxStep === null ? {} : { maxStep: Number(maxStep) }),
  });
}

/** Rows within the range in which the metric is a number, in order of steps. */
function rowsOf({ metric, from, to }: SeriesRequest, rows: readonly WireRow[] = []): readonly WireRow[] {
  const kept = rows.filter((row) => {
    const step = toStep(row['_step']);
    if (step === undefined || toNumber(row[metric]) === undefined) return false;
    return (from === null || step >= from) && (to === null || step <= to);
  });
  return kept.sort((a, b) => stepOf(a) - stepOf(b));
}

function stepOf(row: WireRow): number {
  return Number(row['_step']);
}

/** `historyTail` is a JSON list of lines, the last row of the run behind. What is none tells nothing. */
function lastRows({ historyTail }: HistoryAnswer): readonly WireRow[] {
  try {
    const lines: unknown = JSON.parse(historyTail ?? '[]');
    const last: unknown = Array.isArray(lines) ? lines.at(-1) : undefined;
    return typeof last === 'string' ? [readObject(last)] : [];
  } catch {
    return [];
  }
}
