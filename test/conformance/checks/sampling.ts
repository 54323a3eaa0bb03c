import type { OracleRun } from '../oracle/oracle-run.ts';
import { wireValue } from '../../../src/graphql/wire-value.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask } from './ask.ts';
import type { Check, Conformance } from './check.ts';

/** Few points, as a small chart takes them, and more than most series have. */
const sizes = [1, 2, 3, 5, 17, 500];

const columns = '{ steps values timestamps totalPoints complete sampledBy }';

/** A series in all sizes, the whole one under the name `all`. `range` narrows all of them. */
function seriesOf(range: string): string {
  const fields = sizes.map((size) => `s${String(size)}: series(maxPoints: ${String(size)} ${range}) ${columns}`);
  const all = range === '' ? 'series' : `series(${range})`;
  return [`all: ${all} ${columns}`, ...fields].join(' ');
}

/** Points as [step, value, timestamp]. */
function pointsOf(series: unknown): readonly (readonly unknown[])[] {
  const [steps, values, timestamps] = ['steps', 'values', 'timestamps'].map((column) => listAt(series, column));
  expect([values?.length, timestamps?.length]).toEqual([steps?.length, steps?.length]);
  return (steps ?? []).map((step, index) => [step, values?.[index], timestamps?.[index]]);
}

function checkSizes(metric: unknown, where: string): void {
  const whole = pointsOf(at(metric, 'all'));
  const known = new Map(whole.map((point, index) => [JSON.stringify(point), index]));
  for (const size of sizes) {
    const series = at(metric, `s${String(size)}`);
    const points = pointsOf(series);
    const places = points.map((point) => known.get(JSON.stringify(point)) ?? -1);
    const facts = { where, size, length: points.length, first: points[0], last: points.at(-1) };
    // Every point of a series that fits; else the ends and whatever lies between them, in order.
    expect(facts).toEqual({
      where,
      size,
      length: whole.length <= size ? whole.length : expect.any(Number),
      first: size === 1 ? whole.at(-1) : whole[0],
      last: whole.at(-1),
    });
    expect(points.length).toBeLessThanOrEqual(size);
    expect({ where, size, places }).toEqual({ where, size, places: [...new Set(places)].sort((a, b) => a - b) });
    expect(places).not.toContain(-1);
    checkClaims(series, whole.length, { where, size });
  }
}

/** A tracker that samples by itself may not know that it left nothing out, but never says that of what it thinned out. */
function checkClaims(series: unknown, all: number, place: { readonly where: string; readonly size: number }): void {
  const complete = at(series, 'complete') === true;
  const facts = { fits: all <= place.size, sampled: at(series, 'sampledBy') !== null };
  if (complete) expect({ ...place, ...facts }).toEqual({ ...place, fits: true, sampled: false });
  else expect({ ...place, ...facts }).toMatchObject({ ...place, sampled: true });
  expect(complete ? [all] : [null, all]).toContain(at(series, 'totalPoints'));
}

/** Within a series, so that some points lie outside on both sides where there are enough. */
function middleOf({ metrics }: OracleRun): string {
  const steps = [...new Set(metrics.flatMap(({ points }) => points.map(({ step }) => step)))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const from = steps[Math.floor(steps.length / 5)];
  const to = steps[Math.floor((steps.length * 4) / 5)];
  if (from === undefined || to === undefined) return '';
  // Beyond 2^53 no literal but digits is exact.
  return `from: ${String(wireValue(from))} to: ${String(wireValue(to))}`;
}

async function checkRun({ gateway, source }: Conformance, run: OracleRun, range: string): Promise<void> {
  const { run: shown } = await ask(
    gateway,
    `{ run(id: ${JSON.stringify(`${source.id}/${run.nativeId}`)}) { metrics { key context ${seriesOf(range)} } } }`,
  );
  const metrics = listAt(shown, 'metrics');
  expect(metrics).toHaveLength(run.metrics.length);
  for (const metric of metrics) checkSizes(metric, `${run.name ?? ''} ${String(at(metric, 'key'))} ${range}`);
}

export const checkSampling: readonly Check[] = [
  {
    id: 'max-points',
    says: 'a series cut by maxPoints keeps its first and last point, and has at most so many, also within a range',
    async run(conformance) {
      const { runs } = conformance;
      // Runs with long series, and some ordinary ones.
      const lengthOf = ({ metrics }: OracleRun): number => Math.max(0, ...metrics.map(({ points }) => points.length));
      const chosen = [...runs].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, 24);
      expect(chosen.slice(0, 1).map((run) => lengthOf(run) > 1000)).toEqual([true]);
      for (const run of chosen) {
        await checkRun(conformance, run, '');
        await checkRun(conformance, run, middleOf(run));
      }
    },
  },
];
