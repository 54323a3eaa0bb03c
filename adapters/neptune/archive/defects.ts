import { valueAt } from '../to-model.ts';
import type { ArchivedRun, Catalog } from './catalog.ts';
import { describeList } from './describe-list.ts';
import type { ErrorReport, ExportError } from './error-report.ts';
import { sharedFiles } from './file-path.ts';
import { forkOf } from '../fork-of.ts';
import { parentOf } from './forks.ts';
import { movedRunOf } from './moved/moved-run.ts';
import type { Losses } from './losses.ts';
import { shiftOf } from './shift.ts';

/** What an export may have done to a run. */
export type DefectCode =
  | 'PARTS_UNREADABLE'
  | 'EXPORT_ERRORS'
  | 'SERIES_MISSING'
  | 'FEWER_THAN_LOGGED'
  | 'TIMES_SHIFTED'
  | 'INTEGERS_ROUNDED'
  | 'STEPS_REPEATED'
  | 'FLOATS_WITHOUT_VALUE'
  | 'FILES_SHARED'
  | 'PARENT_MISSING'
  | 'SEVERAL_COPIES';

export interface Defect {
  readonly code: DefectCode;
  readonly message: string;
}

/** What a run is looked at together with. */
export interface Surroundings {
  readonly catalog: Catalog;
  readonly errors: ErrorReport;
  readonly losses: Losses;
}

/** Everything that makes one run doubtful, in words about that run. */
export function defectsOf(run: ArchivedRun, { catalog, errors, losses }: Surroundings): readonly Defect[] {
  // What was moved was read back and compared.
  if (movedRunOf(run) !== null) return [];
  const found: (readonly [DefectCode, string | null])[] = [
    ['PARTS_UNREADABLE', describeList('missing, or not readable as a whole', losses.of(run))],
    ['EXPORT_ERRORS', describeErrors(errors.byRun.get(run.nativeId) ?? [])],
    ['SERIES_MISSING', lacksSeries(run, catalog)],
    ['FEWER_THAN_LOGGED', fewerThanLogged(run)],
    [
      'TIMES_SHIFTED',
      shiftOf(run) === null ? null : `its series are ${describeShift(shiftOf(run) ?? 0)} its own times`,
    ],
    ['INTEGERS_ROUNDED', roundedIntegers(run)],
    ['STEPS_REPEATED', repeatedSteps(run)],
    ['FLOATS_WITHOUT_VALUE', floatsWithoutValue(run)],
    ['FILES_SHARED', describeList('several attributes point at', sharedFiles(run))],
    ['PARENT_MISSING', parentMissing(run, catalog)],
    [
      'SEVERAL_COPIES',
      run.otherCopies === 0 ? null : `${run.otherCopies + 1} exports hold it; the one with most rows is read`,
    ],
  ];
  return found.flatMap(([code, message]) => (message === null ? [] : [{ code, message }]));
}

/** The shift of a run's series, in words: `5:00 h ahead of`. */
export function describeShift(shiftMs: number): string {
  const minutes = Math.abs(shiftMs) / 60_000;
  const hours = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
  return `${hours} ${shiftMs < 0 ? 'behind' : 'ahead of'}`;
}

function describeErrors(errors: readonly ExportError[]): string | null {
  const said = errors.map(({ attribute_path: path, attribute_type: type, exception }) => {
    const what = path ?? (type ? `every ${type}` : 'a whole class of attributes');
    return `${what} (${exception ?? 'unknown'})`;
  });
  return describeList('not exported', [...new Set(said)]);
}

/** An export that was interrupted looks complete: the file is there, with its params and nothing else. */
function lacksSeries(run: ArchivedRun, catalog: Catalog): string | null {
  if (run.seriesCount > 0 || !catalog.projectsWithSeries.has(run.project)) return null;
  return 'it has no series, though other runs of its project have';
}

/** 3.x counts what a run logged. Whether inherited points and sys/* count is not known, so that this is a hint. */
function fewerThanLogged(run: ArchivedRun): string | null {
  const seriesOf = (type: string): number => run.series.filter((one) => one.type === type).length;
  const counts: readonly (readonly [string, () => number])[] = [
    ['float_series_count', () => seriesOf('float_series')],
    ['string_series_count', () => seriesOf('string_series')],
    ['histogram_series_count', () => seriesOf('histogram_series')],
    ['file_ref_count', () => run.files.filter(([, type]) => type === 'file').length],
    ['total_series_datapoints', () => run.series.reduce((sum, { count }) => sum + count, 0)],
  ];
  const fewer = counts.flatMap(([name, read]) => {
    const logged = valueAt(run, `sys/diagnostics/attributes/${name}`);
    return typeof logged === 'number' && read() < logged ? [`${name} ${read()} of ${logged}`] : [];
  });
  return describeList('exported', fewer);
}

/** Where a run of a batch lacked an attribute, its integers went through doubles. 2.x has 32 bits. */
function roundedIntegers(run: ArchivedRun): string | null {
  if (run.line === '2.x') return null;
  return describeList('beyond 2^53', run.largeIntegers);
}

/** Steps of 2.x are doubles that were cut to six decimals. */
function repeatedSteps(run: ArchivedRun): string | null {
  if (run.line === '3.x') return null;
  return describeList(
    'points with the step of another',
    run.series.filter(({ repeats }) => repeats > 0).map(({ path }) => path),
  );
}

function floatsWithoutValue(run: ArchivedRun): string | null {
  return run.line === '3.x' ? null : describeList('NaN or not fetched', run.blanks);
}

function parentMissing(run: ArchivedRun, catalog: Catalog): string | null {
  const fork = forkOf(run);
  if (fork === null || parentOf(run, catalog) !== undefined) return null;
  return `it is a fork of ${fork.parent}, which is not in the archive`;
}
