import { RungraphError } from '../../contract/error.ts';
import type { Value } from '../../contract/value.ts';
import { groupRuns } from '../../core/groups/group-runs.ts';
import { readInterval } from '../../core/groups/interval.ts';
import type { MeasureSummary } from '../../core/groups/summarize-measure.ts';
import { columnsOf } from '../../core/selection/columns-of.ts';
import { nameColumns } from '../../core/tables/name-columns.ts';
import { batchReader } from '../ask/batch-reader.ts';
import { areNamed, needsOf, readColumns } from '../ask/read-columns.ts';
import { readAllRows } from '../ask/read-all-rows.ts';
import type { Reading } from '../ask/read-rows.ts';
import type { GroupsQuestion } from '../ask/question.ts';
import type { ExportTable } from '../column.ts';
import { learnType } from '../column-type.ts';
import { listTable, type ListedColumn } from './list-table.ts';

const figures = [
  'count',
  'missing',
  'nonFinite',
  'mean',
  'std',
  'sem',
  'low',
  'high',
  'min',
  'q1',
  'median',
  'q3',
  'max',
  'iqm',
  'sum',
] as const satisfies readonly (keyof MeasureSummary)[];

/** Groups of runs, a row each: their keys, `size`, and the figures of each measure as `<measure> mean` and the like. */
export async function groupsTable(question: GroupsQuestion, reading: Reading): Promise<ExportTable> {
  const { context, account } = reading;
  const [by, measures] = [readNamed(question.by, 'by'), readNamed(question.measures, 'measures')];
  const interval = question.interval === undefined ? null : readInterval(question.interval);
  const rows = await readAllRows(question, needsOf([...by, ...measures]), reading);
  const asked = [...by, ...measures].flatMap(({ what, as }) =>
    'all' in what ? [] : [{ field: what, as, ofAll: false }],
  );
  const read = await columnsOf(
    rows,
    asked.map(({ field }) => field),
    batchReader(context),
    context.turn,
  );
  account.lack(read.errors);
  const names = nameColumns(asked);
  const keys = read.columns.slice(0, by.length);
  const named = read.columns.slice(by.length).map((values, at) => ({ name: names[by.length + at] ?? '', values }));
  const groups = await groupRuns(rows, keys, named, interval, context.comparing.limits, (measured, of) =>
    context.work('summarizeMeasures', measured, of),
  );
  const keyColumns = asked.slice(0, by.length).map(({ field }, at): ListedColumn => {
    const cells = groups.map(({ key }): Value => key[at] ?? null);
    const learner = learnType(field);
    learner.see(cells);
    return { name: names[at] ?? '', type: learner.type(), cells };
  });
  const measured = named.flatMap(({ name }, at) =>
    figures.map((figure): ListedColumn => {
      const cells = groups.map(({ measures: own }) => own[at]?.[figure] ?? null);
      return { name: `${name} ${figure}`, type: 'NUMBER', cells };
    }),
  );
  const size: ListedColumn = { name: 'size', type: 'NUMBER', cells: groups.map(({ runs }) => runs.length) };
  return listTable([...keyColumns, size, ...measured]);
}

/** @throws INVALID_QUERY for columns that stand for several. */
function readNamed(texts: readonly string[], at: string): ReturnType<typeof readColumns> {
  const columns = readColumns(texts);
  if (areNamed(columns)) return columns;
  throw new RungraphError('INVALID_QUERY', `${at}: * stands for many values; name each.`);
}
