import type { FileType, ScalarType, SeriesType } from '../parts/schema.ts';
import type { MicroStep } from '../step.ts';
import { isBookkeeping } from '../bookkeeping.ts';
import { collectSeries, type SeriesCollector } from './collect-series.ts';
import type { FileEntry, ParamEntry, ParamValue, RunEntry } from './part-index.ts';

/** Takes the rows of one run in the order of the file. */
export interface RunCollector {
  addParam(path: string, type: ScalarType, value: ParamValue): void;
  addBlank(path: string): void;
  addFile(path: string, type: FileType, file: string, step: MicroStep | null): void;
  addPhantom(): void;
  series(path: string, type: SeriesType): SeriesCollector;
  finish(file: string): RunEntry;
}

export function collectRun(project: string, run: string): RunCollector {
  const system: ParamEntry[] = [];
  const params: ParamEntry[] = [];
  const largeIntegers: string[] = [];
  const blanks: string[] = [];
  const files: FileEntry[] = [];
  // Points of two attributes alternate row by row, so that the way to a series must be short.
  const series: Record<SeriesType, Map<string, SeriesCollector>> = {
    float_series: new Map(),
    string_series: new Map(),
    histogram_series: new Map(),
  };
  let phantoms = 0;
  return {
    addParam(path, type, value) {
      (isBookkeeping(path) ? system : params).push([path, type, value]);
      if (type === 'int' && typeof value === 'bigint') largeIntegers.push(path);
    },
    addBlank: (path) => blanks.push(path),
    addFile: (path, type, file, step) => files.push([path, type, file, step]),
    addPhantom() {
      phantoms += 1;
    },
    series(path, type) {
      const known = series[type].get(path);
      if (known !== undefined) return known;
      const opened = collectSeries(path, type);
      series[type].set(path, opened);
      return opened;
    },
    finish(file) {
      const all = Object.values(series).flatMap((byPath) => [...byPath.values()]);
      const finished = all.map((one) => one.finish(file));
      const points = finished.reduce((sum, { count }) => sum + count, 0);
      const rows = system.length + params.length + blanks.length + files.length + points;
      return {
        project,
        run,
        rows,
        phantoms,
        system,
        params,
        largeIntegers,
        blanks,
        series: finished,
        seriesCount: finished.length,
        files,
      };
    },
  };
}
