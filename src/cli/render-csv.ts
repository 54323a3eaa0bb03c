import type { Answer } from '../graphql/gateway.ts';
import { columnNames, columnsOf, isFields, rowsOf, type Fields, type ListedColumn } from './answer-rows.ts';
import { CommandError } from './exit-codes.ts';

/**
 * The one list of an answer as CSV (RFC 4180): its table, or its nodes, flattened. Null is an empty field, empty text is
 * `""`, a list that has no keys is JSON. @throws CommandError where there is no list, or are several.
 */
export function renderCsv({ data }: Answer): string {
  const lists = Object.entries(data ?? {}).flatMap(([name, value]) => {
    const columns = columnsIn(value);
    return columns === undefined ? [] : [{ name, columns }];
  });
  const [list, ...others] = lists;
  if (list === undefined) throw new CommandError('--csv writes a list, and the answer has none.');
  if (others.length > 0) {
    const names = lists.map(({ name }) => name).join(', ');
    throw new CommandError(`--csv writes one list, and the answer has several: ${names}. Ask for one of them.`);
  }
  const { columns } = list;
  const count = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: count }, (_row, at) => columns.map(({ values }) => toCell(values[at])));
  const lines = [columns.map(({ name }) => toCell(name)), ...rows];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

function columnsIn(value: unknown): readonly ListedColumn[] | undefined {
  if (Array.isArray(value)) return value.every(isFields) ? columnsOfRows(value) : undefined;
  if (!isFields(value)) return undefined;
  const { table } = value;
  if (isFields(table)) return columnsOf(table);
  const rows = rowsOf(value);
  return rows && columnsOfRows(rows);
}

function columnsOfRows(rows: readonly Fields[]): readonly ListedColumn[] {
  const flat = rows.map((row) => flatten(row));
  return columnNames(flat).map((name) => ({ name, values: flat.map((row) => row.get(name)) }));
}

/** Nested objects as dotted names, and so lists of what has a key: `params.lr`, `metrics.loss.last`. */
function flatten(row: Fields, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(row)) {
    const name = prefix + key;
    if (isFields(value)) for (const [inner, cell] of flatten(value, `${name}.`)) flat.set(inner, cell);
    else if (isKeyed(value))
      for (const item of value) for (const [inner, cell] of flattenItem(item, name)) flat.set(inner, cell);
    else if (!isEmpty(value)) flat.set(name, value);
  }
  return flat;
}

/** Of an empty list nobody knows whether its items would have keys. */
function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

interface Keyed extends Fields {
  readonly key: string;
}

function isKeyed(value: unknown): value is readonly Keyed[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isFields(item) && typeof item['key'] === 'string')
  );
}

function flattenItem({ key, ...rest }: Keyed, name: string): Iterable<readonly [string, unknown]> {
  const members = Object.entries(rest);
  const [first] = members;
  if (members.length === 1 && first !== undefined && !isFields(first[1])) return [[`${name}.${key}`, first[1]]];
  return members.length === 0 ? [[`${name}.${key}`, true]] : flatten(rest, `${name}.${key}.`);
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
