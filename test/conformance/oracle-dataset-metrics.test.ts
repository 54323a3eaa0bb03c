import { canonicalData } from './canonical/canonical-data.ts';
import { compareNumbers } from './oracle/compare-numbers.ts';
import { metricValue } from './oracle/find-metric.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import { jsonText } from './oracle/json-text.ts';

const { runs } = canonicalData;
const series = runs.flatMap((run) => run.metrics);
const nativeIds = new Map(runs.map((run) => [run.key, run.key]));
const shown = oracleRuns(canonicalData, { source: 'lab', nativeIds });

describe('metrics', () => {
  test.each([Number.NaN, Infinity, -Infinity])('%p as a last value', (value) =>
    expect(shown.some((run) => Object.is(metricValue(run, { key: 'loss' }), value))).toBe(true),
  );
  test.each([Number.NaN, Infinity, -Infinity])('%p inside a series', (value) =>
    expect(series.some(({ points }) => points.slice(1, -1).some((point) => Object.is(point.value, value)))).toBe(true),
  );
  test('a series of nothing but NaN', () =>
    expect(series.some(({ points }) => points.every((point) => Number.isNaN(point.value)))).toBe(true));
  test('repeated, out-of-order and negative steps', () => {
    const wander = series.find((metric) => metric.key === 'wander')?.points.map((point) => Number(point.step)) ?? [];
    expect(new Set(wander).size).toBeLessThan(wander.length);
    expect(wander).not.toEqual([...wander].sort((a, b) => a - b));
    expect(Math.min(...wander)).toBeLessThan(0);
  });
  test('steps beyond 2^53 in one run, two of them the same as doubles', () => {
    const owners = runs.filter((run) =>
      run.metrics.some(({ points }) => points.some((p) => typeof p.step === 'bigint')),
    );
    const steps = owners.flatMap(
      (run) => run.metrics.find((metric) => metric.key === 'far')?.points.map((p) => p.step) ?? [],
    );
    expect(owners).toHaveLength(1);
    expect(new Set(steps.map(Number)).size).toBe(new Set(steps).size - 1);
  });
  test('many points at one step with different timestamps, not in their order', () => {
    const times = series.find((metric) => metric.key === 'burst')?.points.map((point) => point.timestamp) ?? [];
    expect(new Set(times).size).toBe(40);
    expect(times).not.toEqual([...times].sort((a, b) => a - b));
  });
  test('epochs: zero, negative, fractional, and points without one among them', () => {
    const epochs = series.find((metric) => metric.key === 'wander')?.points.map((point) => point.epoch);
    expect(new Set(epochs)).toEqual(new Set([undefined, -1, 0, 1, 1.5, 2]));
  });
  test('a series of 10,000 points', () => expect(series.map(({ points }) => points.length)).toContain(10_000));
  test('no empty series, and no two points of a series with the same step and timestamp', () => {
    for (const { points } of series) {
      expect(points.length).toBeGreaterThan(0);
      expect(new Set(points.map((point) => `${point.step} ${point.timestamp}`)).size).toBe(points.length);
    }
  });
  test('the greatest and the least step tie somewhere, and the clock decides against the order of logging', () => {
    const metric = shown.flatMap((run) => run.metrics).find(({ key }) => key === 'wander');
    const logged = series.find(({ key }) => key === 'wander')?.points ?? [];
    expect(metric).toMatchObject({ last: 1.9, first: -1.5 });
    expect(logged.findLast((point) => compareNumbers(point.step, 9) === 0)?.value).toBeCloseTo(-0.1);
    expect(logged.find((point) => compareNumbers(point.step, -5) === 0)?.value).toBe(0.5);
  });
  test('summaries that say other things than the series: defined by key and by pattern, old, and of what was never logged', () => {
    const summaries = runs.flatMap(({ summary }) => summary ?? []);
    const definitions = summaries.flatMap((summary) => summary.definitions ?? []);
    const isPattern = ({ metric }: { metric: string }): boolean => metric.endsWith('*');
    expect(new Set(definitions.map(({ as }) => as))).toEqual(new Set(['min', 'max', 'mean', 'none']));
    expect(new Set(definitions.map(isPattern))).toEqual(new Set([true, false]));
    const old = runs.filter(({ summary }) => summary?.upTo !== undefined);
    expect(new Set(old.map(({ status }) => status))).toEqual(new Set(['RUNNING', 'KILLED']));
    const logged = new Set(series.map(({ key }) => key));
    const values = summaries.flatMap((summary) => summary.values ?? []);
    expect(new Set(values.map(({ key }) => logged.has(key)))).toEqual(new Set([true, false]));
  });
  test('contexts {}, train and val for one name, some of them missing in some runs', () => {
    const contexts = runs.map((run) =>
      run.metrics.filter((metric) => metric.key === 'score').map((metric) => jsonText(metric.context)),
    );
    const some = contexts.filter((list) => list.length > 0).map((list) => [...list].sort().join(' '));
    expect(new Set(some)).toEqual(
      new Set([
        '{"subset":"train"} {"subset":"val"} {}',
        '{"subset":"train"} {"subset":"val"}',
        '{"subset":"val"}',
        '{}',
      ]),
    );
  });
});
