import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPartWriter, type Batch } from '../../../adapters/neptune/sample/write-part.ts';
import { seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';

export interface Size {
  readonly runs: number;
  readonly params: number;
  readonly metrics: number;
  /** Of each metric. */
  readonly points: number;
}

/** Rows of one row group: as many as a batch of the exporter has at the most. */
const groupRows = 10_000;
const start = Date.UTC(2025, 0, 1);

/** Writes an export of 3.x with as many runs and points as asked, one part a run. Answers the number of rows. */
export async function writeLargeArchive(folder: string, size: Size): Promise<number> {
  const project = join(folder, 'acme_large-0123456789abcdef');
  await mkdir(project, { recursive: true });
  let rows = 0;
  for (let index = 0; index < size.runs; index += 1) {
    const random = seededRandom(index + 1);
    const run = `run-${String(index).padStart(6, '0')}`;
    const part = await openPartWriter(join(project, `${run}_part_0.parquet`));
    const batches = [paramsOf(run, index, size, random), ...pointsOf(run, index, size, random)];
    for (const batch of batches) {
      await part.add(batch);
      rows += batch.rows;
    }
    await part.finish();
  }
  return rows;
}

function paramsOf(run: string, index: number, { params }: Size, random: () => number): Batch {
  const started = BigInt(start + index * 60_000);
  const keys = Array.from({ length: params }, (_param, at) => at);
  const path = ['sys/custom_run_id', 'sys/name', 'sys/owner', 'sys/failed', 'sys/creation_time', 'sys/ping_time'];
  const type = ['string', 'string', 'string', 'bool', 'datetime', 'datetime'];
  const strings = [run, `exp-${index % 40}`, ['ada', 'grace', 'edsger'][index % 3] ?? '', null, null, null];
  const isText = (at: number): boolean => at % 3 === 0;
  const system = path.map((): unknown => null);
  return {
    rows: path.length + params,
    columns: {
      ...idsOf(run, path.length + params),
      attribute_path: [...path, ...keys.map((at) => `config/param_${at}`)],
      attribute_type: [...type, ...keys.map((at) => (isText(at) ? 'string' : 'float'))],
      string_value: [...strings, ...keys.map((at) => (isText(at) ? `choice-${at}-${index % 5}` : null))],
      float_value: [...system, ...keys.map((at) => (isText(at) ? null : Number((random() * 10).toPrecision(5))))],
      bool_value: [...system.with(3, index % 17 === 0), ...keys.map(() => null)],
      datetime_value: [...system.with(4, started).with(5, started + 3_600_000n), ...keys.map(() => null)],
    },
  };
}

/** In the order of steps, so that every row group holds points of every metric. */
function* pointsOf(run: string, index: number, { metrics, points }: Size, random: () => number): Generator<Batch> {
  const total = metrics * points;
  for (let first = 0; first < total; first += groupRows) {
    const rows = Math.min(groupRows, total - first);
    const at = Array.from({ length: rows }, (_row, row) => first + row);
    yield {
      rows,
      columns: {
        ...idsOf(run, rows),
        attribute_path: at.map((row) => `train/metric_${row % metrics}`),
        attribute_type: at.map(() => 'float_series'),
        step: at.map((row) => BigInt(Math.floor(row / metrics)) * 1_000_000n),
        timestamp: at.map((row) => BigInt(start + index * 60_000 + Math.floor(row / metrics) * 100)),
        float_value: at.map(() => Math.fround(random())),
      },
    };
  }
}

function idsOf(run: string, rows: number): Batch['columns'] {
  return { project_id: Array<string>(rows).fill('acme/large'), run_id: Array<string>(rows).fill(run) };
}
