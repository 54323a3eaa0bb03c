import { Float, type Sent } from './encode-tree.ts';
import type { StoredMetric, StoredPoint, StoredRun } from './world.ts';

/** Empty texts are shown as none, and a run that nobody archived as not archived. */
export function propsOf(run: StoredRun): Sent {
  const { id, name, description } = run.experiment;
  return {
    name: run.name === '' ? null : run.name,
    description: run.description === '' ? null : run.description,
    experiment: { id, name, description },
    tags: run.tags.map((tag) => ({ id: `tag-${tag}`, name: tag, color: null, description: null })),
    archived: run.archived ?? false,
    creation_time: new Float(run.creationTime),
    end_time: run.endTime === null ? null : new Float(run.endTime),
    active: !run.endTime,
  };
}

export function paramsOf({ params }: StoredRun, skipSystem: boolean): Sent {
  return Object.fromEntries(Object.entries(params).filter(([key]) => !skipSystem || key !== '__system_params'));
}

export function traceOf({ name, context, summary }: StoredMetric): Sent {
  const { firstStep, lastStep, ...rest } = summary;
  const values = Object.entries({ ...rest, first_step: firstStep, last_step: lastStep });
  const kept = Object.fromEntries(
    values.flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, key.endsWith('step') || typeof value === 'bigint' ? value : new Float(value)]];
    }),
  );
  return { context, name, values: { dtype: 'float', version: 2, ...kept } };
}

/** A metric with up to `most` of its points; -1 is all of them. */
export function seriesOf(metric: StoredMetric, most: number): Sent {
  const points = most === -1 ? metric.points : sample(metric.points, most);
  return {
    name: metric.name,
    context: metric.context,
    slice: [0, 0, most],
    values: column(points.map(({ value }) => value)),
    iters: column(points.map(({ step }) => Number(step))),
    epochs: column(points.map(({ epoch }) => epoch ?? Number.NaN)),
    timestamps: column(points.map(({ time }) => time)),
    x_axis_values: null,
    x_axis_iters: null,
  };
}

/** The server takes the first points in the order of a hash of their steps, and the last one in place of the last. */
function sample(points: readonly StoredPoint[], most: number): readonly StoredPoint[] {
  const scattered = points.map((point) => ({ point, place: (Number(point.step) * 2654435761) % 4294967296 }));
  const taken = scattered.sort((a, b) => a.place - b.place).slice(0, most);
  const ordered = taken.map(({ point }) => point).sort((a, b) => (a.step < b.step ? -1 : 1));
  const last = points.at(-1);
  return last === undefined ? [] : [...ordered.slice(0, -1), last];
}

function column(numbers: readonly number[]): Sent {
  const blob = Buffer.alloc(8 * numbers.length);
  numbers.forEach((number, index) => blob.writeDoubleLE(number, 8 * index));
  return { type: 'numpy', shape: numbers.length, dtype: 'float64', blob };
}
