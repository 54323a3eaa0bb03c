import { RungraphError } from '../../contract/error.ts';
import type { SortKey } from '../../contract/filter.ts';
import type { Projection } from '../../contract/projection.ts';
import { describeField } from '../../core/query/describe.ts';
import { readRuns } from '../../core/query/read-runs.ts';
import { readSort } from '../../core/language/read-sort.ts';
import type { Row } from '../../core/rows/row.ts';
import { readNamed } from '../../core/selection/read-named.ts';
import type { SourceReport } from '../../core/sources/report.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { toNamed } from '../../graphql/named-run.ts';
import { toFilter, toSourceProjects } from '../../graphql/run-arguments.ts';
import { once } from '../once.ts';
import { isMissing, type Account } from './account.ts';
import type { ExportSettings } from './export-settings.ts';
import type { Selection } from './question.ts';

/** What an export reads its runs with. */
export interface Reading {
  readonly context: RequestContext;
  readonly account: Account;
  readonly settings: ExportSettings;
}

/** Rows are handed on so many at a time, for columns that are worth their making. */
const batchRows = 500;

/**
 * The runs of a selection in its order, read once, page after page. Answers once the selection is checked.
 * @throws INVALID_QUERY or NOT_FOUND; in a batch, where a part is missing that may not be.
 */
export async function readRows(
  selection: Selection,
  projection: Projection,
  reading: Reading,
): Promise<AsyncIterable<readonly Row[]>> {
  if (selection.runs !== undefined) return namedRows(selection, selection.runs, projection, reading);
  const { context, account, settings } = reading;
  const { where, sources, projects, sort, first, archived } = selection;
  const asked = {
    within: await toSourceProjects({ sources: sources ?? null, projects: projects ?? null }, context),
    filter: toFilter({ where: where ?? null }, context).filter,
    order: (sort ?? []).map(readSort).filter(isFirst),
    archived: archived ?? 'EXCLUDE',
    strict: false,
    projection,
  };
  const { mostRows, deadlineMs } = settings;
  const take = first === undefined ? {} : { take: first, firstSize: Math.min(first, batchRows) };
  const runs = readRuns(context.scope, asked, { mostRows, deadlineMs, ...take });
  account.reports = () => runs.soFar();
  return checked(
    regroup(runs.batches),
    () => missingOf(runs.soFar(), runs.lost()),
    account,
    () => void runs.end(),
  );
}

/** Lets no batch go on before what is missing was judged. */
async function* checked(
  batches: AsyncIterable<readonly Row[]>,
  missing: () => readonly RungraphError[],
  account: Account,
  end: () => void,
): AsyncGenerator<readonly Row[]> {
  try {
    for await (const batch of batches) {
      account.lack(missing());
      yield batch;
    }
    account.lack(missing());
  } finally {
    end();
  }
}

async function* regroup(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let held: Row[] = [];
  for await (const batch of batches) {
    held.push(...batch);
    for (; held.length >= batchRows; held = held.slice(batchRows)) yield held.slice(0, batchRows);
  }
  if (held.length > 0) yield held;
}

function missingOf(reports: readonly SourceReport[], lost: readonly RungraphError[]): readonly RungraphError[] {
  return reports.filter(isMissing).map(({ source, code, message }) => {
    const known = lost.find((error) => error.source === source);
    return known ?? new RungraphError(code ?? 'UNAVAILABLE', message ?? 'It did not answer.', { source });
  });
}

async function namedRows(
  selection: Selection,
  runs: readonly string[],
  projection: Projection,
  { context, account }: Reading,
): Promise<AsyncIterable<readonly Row[]>> {
  const beside = Object.keys(selection).find((name) => beyondNames.includes(name));
  if (beside !== undefined) refuse(`runs: beside runs that are named ${beside} has no meaning`);
  const named = runs.map((id) => toNamed(id, context));
  const { rows, errors, reports } = await readNamed(
    context.scope,
    { kind: 'named', runs: named, archived: selection.archived ?? 'INCLUDE' },
    projection,
  );
  account.reports = () => reports;
  account.lack(errors);
  return regroup(once(rows));
}

const beyondNames = ['where', 'sources', 'projects', 'sort', 'first'];

/** A key that comes again orders nothing more. */
function isFirst({ field }: SortKey, index: number, all: readonly SortKey[]): boolean {
  return all.findIndex((other) => describeField(other.field) === describeField(field)) === index;
}

function refuse(why: string): never {
  throw new RungraphError('INVALID_QUERY', `${why}.`);
}
