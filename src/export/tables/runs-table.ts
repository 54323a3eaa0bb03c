import type { Field } from '../../contract/filter.ts';
import type { Value } from '../../contract/value.ts';
import { describeField } from '../../core/query/describe.ts';
import type { Row } from '../../core/rows/row.ts';
import { buildTable } from '../../core/tables/build-table.ts';
import { nameColumns } from '../../core/tables/name-columns.ts';
import { encodeRef } from '../../graphql/ids.ts';
import { batchReader } from '../ask/batch-reader.ts';
import { areNamed, needsOf, readColumns, type AskedColumn } from '../ask/read-columns.ts';
import { readRows, type Reading } from '../ask/read-rows.ts';
import type { RunsQuestion } from '../ask/question.ts';
import { plainColumn, type Batch, type ExportColumn, type ExportTable } from '../column.ts';
import { learnType, usualType } from '../column-type.ts';
import type { ChunkStore } from './chunk-store.ts';
import { namesIn, openKeyUnion } from './union-of-keys.ts';

/** The values of some runs, by the text of their field. */
export interface Chunk {
  readonly refs: readonly string[];
  readonly cells: ReadonlyMap<string, readonly (Value | undefined)[]>;
}

/**
 * Runs as a table: `run`, the reference, and the columns asked for, named as in `table`. Without a store the rows go on as
 * they are read, and every column has the type that its field usually has: for formats that do not tell types. With one,
 * all rows are read first, so that types are those of the values and `*` is every key.
 * @throws INVALID_QUERY, NOT_FOUND, and what keeps a source away.
 */
export async function runsTable(
  question: RunsQuestion,
  reading: Reading,
  store: ChunkStore<Chunk> | null,
): Promise<ExportTable> {
  const asked = readColumns(question.columns);
  const rows = await readRows(question, needsOf(asked), reading);
  if (store === null && areNamed(asked)) return passOn(rows, asked, reading);
  if (store === null) throw new Error('columns that are not known yet need a store');
  return readFirst(rows, asked, reading, store);
}

/** What may hold values of any kind. */
const open: readonly Field['kind'][] = ['param', 'metric'];

function passOn(rows: AsyncIterable<readonly Row[]>, asked: readonly AskedColumn[], reading: Reading): ExportTable {
  const fields = asked.flatMap(({ what }) => ('all' in what ? [] : [what]));
  const columns = columnsOf(fields, asked, (field) =>
    plainColumn('', open.includes(field.kind) ? 'ANY' : usualType(field)),
  );
  async function* batches(): AsyncGenerator<Batch> {
    for await (const batch of rows) {
      const { refs, cells } = await toChunk(batch, fields, reading);
      yield toBatch(refs, fields, cells);
    }
  }
  return { columns, batches: batches() };
}

async function readFirst(
  rows: AsyncIterable<readonly Row[]>,
  asked: readonly AskedColumn[],
  reading: Reading,
  store: ChunkStore<Chunk>,
): Promise<ExportTable> {
  const wanted = asked.map(({ what }) => what);
  const union = openKeyUnion(reading.settings.mostColumns);
  const isNamed = areNamed(asked);
  const learners = new Map<string, ReturnType<typeof learnType>>();
  for await (const batch of rows) {
    if (!isNamed) union.see(batch);
    const chunk = await toChunk(batch, wanted, reading, (field, cells) => {
      const name = describeField(field);
      const learner = learners.get(name) ?? learnType(field);
      learners.set(name, learner);
      learner.see(cells);
    });
    await store.add(chunk, chunk.refs.length * chunk.cells.size);
    await reading.context.turn();
  }
  const fields = union.fields(wanted);
  const columns = columnsOf(fields, asked, (field) => {
    const [first, second] = namesIn(field).flatMap((name) => learners.get(name) ?? []);
    // Two chunks that spelled the context differently: their types are judged together.
    const learner = first === undefined || second === undefined ? (first ?? second) : first.with(second);
    return { name: '', type: learner?.type() ?? usualType(field), words: learner?.words() ?? null };
  });
  async function* batches(): AsyncGenerator<Batch> {
    for await (const { refs, cells } of store.read()) yield toBatch(refs, fields, cells);
  }
  return { columns, batches: batches() };
}

/** The values of some runs. Errors of values are the account's. */
async function toChunk(
  rows: readonly Row[],
  wanted: Parameters<typeof buildTable>[1],
  { context, account }: Reading,
  see?: (field: Field, cells: readonly (Value | undefined)[]) => void,
): Promise<Chunk> {
  const table = await buildTable(rows, wanted, batchReader(context));
  account.lack(table.errors);
  const cells = new Map(table.columns.map(({ field, values }) => [describeField(field), values] as const));
  if (see !== undefined) for (const { field, values } of table.columns) see(field, values);
  return { refs: rows.map(({ source, run }) => encodeRef(source, run.nativeId)), cells };
}

function toBatch(refs: readonly string[], fields: readonly Field[], cells: Chunk['cells']): Batch {
  const none: readonly undefined[] = [];
  const own = fields.map((field) => {
    const found = namesIn(field).flatMap((name) => [cells.get(name)].filter((one) => one !== undefined));
    return { kind: 'cells' as const, cells: found[0] ?? none };
  });
  return { length: refs.length, columns: [{ kind: 'cells', cells: refs }, ...own] };
}

function columnsOf(
  fields: readonly Field[],
  asked: readonly AskedColumn[],
  columnOf: (field: Field) => ExportColumn,
): readonly ExportColumn[] {
  const given = new Map(asked.flatMap(({ what, as }) => ('all' in what ? [] : [[what, as] as const])));
  const names = nameColumns(fields.map((field) => ({ field, as: given.get(field), ofAll: !given.has(field) })));
  const taken = new Set(['run']);
  const own = fields.map((field, at) => ({ ...columnOf(field), name: freeName(names[at] ?? '', taken) }));
  return [plainColumn('run', 'STRING'), ...own];
}

/** Names are different in a file, where two of one name would be read as one: the second gets a number. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let more = 2; taken.has(free); more += 1) free = `${name} (${more})`;
  taken.add(free);
  return free;
}
