/** A part of an answer, which is unknown JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The columns of rows that were flattened to dotted names. A row whose object is null has its bare name, `metric`, beside
 * the `metric.last` of others: that is no column.
 */
export function columnNames(flat: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  const objects = new Set(names.flatMap((name) => parentsOf(name)));
  const isEmpty = (name: string): boolean => flat.every((row) => (row.get(name) ?? '') === '');
  return names.filter((name) => !objects.has(name) || !isEmpty(name));
}

function parentsOf(name: string): readonly string[] {
  return [...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index));
}

/** The rows of a connection: its table, its nodes or its edges' nodes. */
export function rowsOf(value: Fields): readonly Fields[] | undefined {
  const { table, nodes, edges } = value;
  if (isFields(table)) return rowsOfTable(table);
  if (Array.isArray(nodes)) return nodes.filter(isFields);
  if (Array.isArray(edges))
    return edges
      .filter(isFields)
      .map(({ node }) => node)
      .filter(isFields);
  return undefined;
}

/** A column of a table. */
export interface ListedColumn {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** The columns of a table, runs first where they are asked for. */
export function columnsOf({ refs, columns }: Fields): readonly ListedColumn[] {
  const listed = (Array.isArray(columns) ? columns : []).filter(isFields).map(({ name, values }): ListedColumn => {
    return { name: typeof name === 'string' ? name : '', values: Array.isArray(values) ? values : [] };
  });
  return Array.isArray(refs) ? [{ name: 'run', values: refs }, ...listed] : listed;
}

function rowsOfTable(table: Fields): readonly Fields[] {
  const lists = columnsOf(table);
  const count = Math.max(0, ...lists.map(({ values }) => values.length));
  return Array.from({ length: count }, (_row, index) => {
    return Object.fromEntries(lists.map(({ name, values }): [string, unknown] => [name, values[index]]));
  });
}
