import { openPoints, type PointsBuilder } from '../../../../src/kit/points.ts';
import type { Points } from '../../../../src/contract/series.ts';
import type { ArchivedRun } from '../catalog.ts';
import { openPart, type Part } from '../parts/open-part.ts';
import { exactStepOf, microOfText } from '../step.ts';

/** Row groups of one file, each with the metrics that it holds points of. */
type Reading = Map<number, Set<string>>;

/**
 * The points of some metrics of one run, by metric. Opens the run's own files, reads the row groups that hold them, and
 * each only once. `onFile` hears of every file that is opened.
 */
export async function readSeries(
  run: ArchivedRun,
  metrics: ReadonlySet<string>,
  toUtc: (time: number) => number,
  signal: AbortSignal,
  onFile: () => void,
): Promise<ReadonlyMap<string, Points>> {
  const builders = new Map([...metrics].map((metric) => [metric, openPoints()]));
  const readings = readingsOf(run, metrics);
  for (const file of run.parts) {
    const reading = readings.get(file);
    if (reading === undefined) continue;
    onFile();
    const part = await openPart(file);
    try {
      for (const [group, wanted] of [...reading].sort(([a], [b]) => a - b)) {
        signal.throwIfAborted();
        await readGroup(part, group, run, wanted, builders, toUtc);
      }
    } finally {
      await part.close();
    }
  }
  return new Map([...builders].map(([metric, builder]) => [metric, builder.build()]));
}

function readingsOf(run: ArchivedRun, metrics: ReadonlySet<string>): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const { path, type, places } of run.series) {
    if (type !== 'float_series' || !metrics.has(path)) continue;
    for (const { file, groups } of places) {
      const reading = readings.get(file) ?? new Map<number, Set<string>>();
      for (const group of groups) reading.set(group, (reading.get(group) ?? new Set<string>()).add(path));
      readings.set(file, reading);
    }
  }
  return readings;
}

async function readGroup(
  part: Part,
  group: number,
  { project, run }: ArchivedRun,
  wanted: ReadonlySet<string>,
  builders: ReadonlyMap<string, PointsBuilder>,
  toUtc: (time: number) => number,
): Promise<void> {
  const alone = part.onlyText(group, 'run_id') === run && part.onlyText(group, 'project_id') === project;
  const ids = alone ? [] : (['project_id', 'run_id'] as const);
  const names = [
    'attribute_path',
    'attribute_type',
    'step',
    'step_exact',
    'timestamp',
    'float_value',
    'epoch',
    ...ids,
  ] as const;
  const columns = await part.read(group, names);
  const {
    attribute_path: paths = [],
    attribute_type: types = [],
    step: steps,
    step_exact: exact,
    timestamp: times,
    float_value: values,
    epoch: epochs,
  } = columns;
  let [path, builder]: [unknown, PointsBuilder | undefined] = [undefined, undefined];
  for (let row = 0; row < paths.length; row += 1) {
    if (paths[row] !== path) {
      path = paths[row];
      builder = typeof path === 'string' && wanted.has(path) ? builders.get(path) : undefined;
    }
    if (builder === undefined || types[row] !== 'float_series') continue;
    if (!alone && (columns.run_id?.[row] !== run || columns.project_id?.[row] !== project)) continue;
    const step = part.cells.step(steps?.[row]) ?? microOfText(exact?.[row]);
    if (step === undefined) continue;
    const value = values?.[row];
    const epoch = epochs?.[row];
    // A point without a value was NaN, which became null on its way through pandas.
    builder.add(
      exactStepOf(step),
      typeof value === 'number' ? value : Number.NaN,
      toUtc(part.cells.timestamp(times?.[row])),
      typeof epoch === 'number' ? epoch : Number.NaN,
    );
  }
}
