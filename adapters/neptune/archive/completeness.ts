import type { Diagnostic } from '../../../src/contract/adapter.ts';
import type { NeptuneSettings } from '../config.ts';
import type { FileCheck } from './artifacts/missing-files.ts';
import type { ArchivedRun } from './catalog.ts';
import { defectsOf, describeShift, type DefectCode } from './defects.ts';
import { describeList } from './describe-list.ts';
import { forkOf } from '../fork-of.ts';
import type { PartProblem } from './index/part-index.ts';
import { missingParts, shown } from './losses.ts';
import type { ArchiveState } from './open-archive.ts';
import { shiftOf } from './shift.ts';

type Severity = Diagnostic['severity'];

/** What is said of runs that have a defect: `N of M runs` comes in front. */
const ofRuns: Readonly<Record<DefectCode, readonly [Severity, string, string | null]>> = {
  PARTS_UNREADABLE: [
    'ERROR',
    'have files that are missing or cannot be read as a whole: values of theirs are missing',
    'Copy the files again.',
  ],
  EXPORT_ERRORS: ['WARNING', 'are in the error report: attributes of theirs were not exported', null],
  SERIES_MISSING: [
    'WARNING',
    'have no series though others of their project have: their export may have been interrupted, which leaves no trace',
    null,
  ],
  FEWER_THAN_LOGGED: ['WARNING', 'have fewer attributes or points than they counted while they ran', null],
  TIMES_SHIFTED: [
    'WARNING',
    'have series that are off from their own times: the exporter wrote down the local time of its machine',
    'Set timeZone to the zone of the machine that exported.',
  ],
  INTEGERS_ROUNDED: ['WARNING', 'have integers beyond 2^53, which may have been rounded on export', null],
  STEPS_REPEATED: ['INFO', 'have points that share a step: steps were cut to six decimals', null],
  FLOATS_WITHOUT_VALUE: ['INFO', 'have floats without a value, shown as NaN: they were NaN, or were not fetched', null],
  FILES_SHARED: [
    'WARNING',
    'have files that several attributes point at: the later download wrote over the earlier',
    null,
  ],
  PARENT_MISSING: ['WARNING', 'are forks of runs that are not in the archive', null],
  SEVERAL_COPIES: ['INFO', 'are in several exports; the copy with most rows is read', null],
};

const ofParts: Readonly<Record<PartProblem['code'], readonly [Severity, string | null]>> = {
  UNREADABLE_FILE: ['ERROR', 'Copy the file again; what it held is missing.'],
  FOREIGN_FILE: [
    'ERROR',
    'It is no file of the exporter, or was written anew in a form that is not read: take the exported one, or move it away.',
  ],
  UNREADABLE_ROWS: ['ERROR', 'Copy the file again; the rows are missing.'],
  UNKNOWN_COLUMNS: ['INFO', null],
  UNKNOWN_TYPES: ['ERROR', null],
  ODD_ROWS: ['ERROR', null],
};

/** What the export lost, as far as it can be told, and what no export holds. */
export function completeness(state: ArchiveState, files: FileCheck, settings: NeptuneSettings): readonly Diagnostic[] {
  const found = [
    ...aboutFolders(state, settings),
    ...aboutParts(state),
    ...aboutRuns(state, settings),
    ...aboutFiles(files),
    ...aboutReport(state),
    always,
  ];
  return settings.archive === null ? found : found.filter(({ code }) => !ofExports.includes(code));
}

/** What is said of exports alone: an archive that runs were moved into has what their sources had. */
const ofExports = ['NEVER_EXPORTED', 'NO_ERROR_REPORT', 'NONE_ARCHIVED'];

const always: Diagnostic = diagnostic(
  'INFO',
  'NEVER_EXPORTED',
  'No export holds run states, the git state of 2.x, units and limits of series, notebooks, dashboards and members, nor ' +
    'what was logged after a run was first exported. Previews of points cannot be told from points.',
);

function aboutFolders({ found }: ArchiveState, { path, modelPath }: NeptuneSettings): readonly Diagnostic[] {
  const some: (Diagnostic | null)[] = [
    found.parts.length > 0
      ? null
      : diagnostic('ERROR', 'NOTHING_FOUND', `There are no parquet files in ${[...path, ...modelPath].join(', ')}.`, {
          remedy: "Name the exporter's data path, ./exports/data unless it was told otherwise.",
        }),
    listed('ERROR', 'LEFTOVERS', 'An export was killed while it wrote', found.leftovers, {
      remedy: 'Export again: these files have no footer, and their runs are missing or incomplete.',
    }),
    ...found.refused.map(({ path: subject, why, lost }) =>
      diagnostic(lost ? 'ERROR' : 'WARNING', 'NOT_READ', `${subject}: ${why}.`, { subject }),
    ),
    listed(
      'ERROR',
      'PARTS_MISSING',
      'Parts are missing between or before those that are there',
      missingParts(found.parts).map(({ file }) => shown(file)),
    ),
  ];
  return some.filter((one) => one !== null);
}

function aboutParts({ parts }: ArchiveState): readonly Diagnostic[] {
  return parts.flatMap(({ file, problems }) =>
    problems.map(({ code, message }) => {
      const [severity, remedy] = ofParts[code];
      return diagnostic(severity, code, `${file}: ${message}.`, { remedy, subject: file });
    }),
  );
}

function aboutRuns({ catalog, errors, losses }: ArchiveState, settings: NeptuneSettings): readonly Diagnostic[] {
  const found = new Map<DefectCode, string[]>();
  for (const run of catalog.runs) {
    for (const { code } of defectsOf(run, { catalog, errors, losses })) {
      if (code === 'TIMES_SHIFTED' && settings.timeZone !== null) continue;
      found.set(code, [...(found.get(code) ?? []), run.nativeId]);
    }
  }
  const total = catalog.runs.length;
  const perCode = [...found].map(([code, ids]) => {
    const [severity, message, remedy] = ofRuns[code];
    const shift = code === 'TIMES_SHIFTED' ? ` (most are ${commonShift(catalog.runs)} it)` : '';
    return listed(severity, code, `${ids.length} of ${total} runs ${message}${shift}`, ids, { remedy });
  });
  const forks = settings.forks === 'own' ? catalog.runs.filter((run) => forkOf(run) !== null) : [];
  const rest = [
    listed(
      'INFO',
      'FORKS_ARE_OWN',
      `${forks.length} runs are forks, and their series hold their own points alone`,
      forks.map(({ nativeId }) => nativeId),
      {
        remedy: 'Set forks: stitched to have what they inherit in front.',
      },
    ),
    total === 0 || catalog.runs.some(({ archived }) => archived)
      ? null
      : diagnostic(
          'INFO',
          'NONE_ARCHIVED',
          'No run is archived: the exporter leaves those out unless it is told otherwise.',
        ),
    ...manyRuns(catalog.runs),
  ];
  return [...perCode, ...rest].filter((one) => one !== null);
}

function aboutFiles({ named, lookedFor, missing, outside, elsewhere }: FileCheck): readonly Diagnostic[] {
  const cut = named - elsewhere.length - lookedFor;
  const some = [
    listed(
      'INFO',
      'FILES_ELSEWHERE',
      `${elsewhere.length} of ${named} files are in folders that are not named`,
      elsewhere,
      {
        remedy: "Name the exporter's files path by filesPath, that of its model registry by modelFilesPath.",
      },
    ),
    listed('WARNING', 'FILES_MISSING', `${missing.length} of ${lookedFor} files are not in the files folder`, missing, {
      remedy: 'Copy them into it: they were exported, or the download failed.',
    }),
    listed('WARNING', 'FILES_OUTSIDE', `${outside.length} files lead out of the files folder and are refused`, outside),
    cut > 0 ? diagnostic('INFO', 'FILES_NOT_LOOKED_FOR', `${cut} of ${named} files were not looked for.`) : null,
  ];
  return some.filter((one) => one !== null);
}

/** The shift that most runs have. */
function commonShift(runs: readonly ArchivedRun[]): string {
  const counts = new Map<number, number>();
  for (const shift of runs.map(shiftOf)) if (shift !== null) counts.set(shift, (counts.get(shift) ?? 0) + 1);
  const [common] = [...counts].sort(([, a], [, b]) => b - a);
  return describeShift(common?.[0] ?? 0);
}

/** Listings of 2.x ended at 10,000 runs, and went on from there with gaps until they were mended on 2026-02-03. */
function manyRuns(runs: readonly ArchivedRun[]): readonly Diagnostic[] {
  const counts = new Map<string, number>();
  for (const { project, line } of runs) if (line === '2.x') counts.set(project, (counts.get(project) ?? 0) + 1);
  const large = [...counts].filter(([, count]) => count >= 10_000).map(([project]) => project);
  const found = listed(
    'WARNING',
    'RUNS_MAY_BE_MISSING',
    'Listings of 10,000 runs and more had gaps, in projects of 2.x',
    large,
  );
  return found === null ? [] : [found];
}

function aboutReport({ errors }: ArchiveState): readonly Diagnostic[] {
  if (errors.file === null) {
    return [
      diagnostic('INFO', 'NO_ERROR_REPORT', 'What the exporter failed to export is not known.', {
        remedy: 'Name its error report, neptune_exporter_errors.jsonl, by errorsPath.',
      }),
    ];
  }
  if (errors.problem === null) return [];
  return [
    diagnostic('WARNING', 'ERROR_REPORT_UNREADABLE', `${errors.file}: ${errors.problem}.`, { subject: errors.file }),
  ];
}

type More = { readonly remedy?: string | null; readonly subject?: string };

function listed(
  severity: Severity,
  code: string,
  what: string,
  names: readonly string[],
  more: More = {},
): Diagnostic | null {
  const message = describeList(what, names);
  return message === null ? null : diagnostic(severity, code, `${message}.`, more);
}

function diagnostic(
  severity: Severity,
  code: string,
  message: string,
  { remedy = null, subject }: More = {},
): Diagnostic {
  return { severity, code, message, remedy, subject: subject ?? null };
}
