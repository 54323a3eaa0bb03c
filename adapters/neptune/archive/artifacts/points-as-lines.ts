import { isRungraphError, RungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import { lineOf } from '../../artifacts/points-file.ts';
import type { SeriesEntry } from '../index/part-index.ts';
import { openPart, type Part } from '../parts/open-part.ts';
import { stepOf } from '../step.ts';

export function seriesOf({ series }: ArchivedRun, { kind, path }: OwnedKey): SeriesEntry | undefined {
  return series.find((one) => one.type === kind && one.path === path);
}

/** A series of texts or histograms as lines of JSON, in the order of the export. A row group at a time. */
export async function* pointsAsLines(
  owner: ArchivedRun,
  series: SeriesEntry,
  toUtc: (time: number) => number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const { file, groups } of series.places) {
    const part = await openPart(file).catch((error: unknown) => {
      if (!isRungraphError(error)) throw error;
      throw new RungraphError(error.code, `A file of the export is not readable now: ${error.message}.`);
    });
    try {
      for (const group of groups) {
        signal.throwIfAborted();
        const lines = await linesOf(part, group, owner, series, toUtc);
        if (lines !== '') yield Buffer.from(lines);
      }
    } finally {
      await part.close();
    }
  }
}

async function linesOf(
  part: Part,
  group: number,
  { project, run }: ArchivedRun,
  { path, type }: SeriesEntry,
  toUtc: (time: number) => number,
): Promise<string> {
  const column = type === 'string_series' ? 'string_value' : 'histogram_value';
  const names = ['project_id', 'run_id', 'attribute_path', 'attribute_type', 'step', 'timestamp', column] as const;
  const columns = await part.read(group, names);
  const paths = columns.attribute_path ?? [];
  let lines = '';
  for (let row = 0; row < paths.length; row += 1) {
    if (paths[row] !== path || columns.attribute_type?.[row] !== type) continue;
    if (columns.run_id?.[row] !== run || columns.project_id?.[row] !== project) continue;
    const step = part.cells.step(columns.step?.[row]);
    if (step === undefined) continue;
    const time = toUtc(part.cells.timestamp(columns.timestamp?.[row]));
    lines += lineOf(stepOf(step), time, columns[column]?.[row]);
  }
  return lines;
}
