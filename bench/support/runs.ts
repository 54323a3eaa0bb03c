import { drawCurve, plainRun, seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';

export interface Size {
  readonly runs: number;
  readonly params: number;
  readonly metrics: number;
  readonly points: number;
}

/** Runs as a training grid leaves them: every one with the same keys, values drawn by a seed. */
export function gridOf({ runs, params, metrics, points }: Size): SampleData {
  const start = Date.UTC(2026, 0, 1);
  const random = seededRandom(7);
  return {
    projects: [{ name: 'grid', description: null, createdAt: start }],
    runs: Array.from({ length: runs }, (_run, index) =>
      plainRun({
        key: `grid-${index}`,
        project: 'grid',
        name: `grid-${index}`,
        startedAt: start + index * 60_000,
        endedAt: start + index * 60_000 + 3_600_000,
        user: 'bench',
        tags: [{ key: 'team', value: 'bench' }],
        params: Array.from({ length: params }, (_param, at) => ({
          key: `param_${at}`,
          value: at % 3 === 0 ? `choice-${at}-${index % 5}` : Number((random() * 10).toPrecision(5)),
        })),
        metrics: Array.from({ length: metrics }, (_metric, at) =>
          drawCurve({ key: `metric_${at}`, from: 1, to: random(), noise: 0.01 }, points, start, 1000, random),
        ),
      }),
    ),
  };
}
