import { parquetSchema, type FileMetaData, type SchemaElement, type SchemaTree } from 'hyparquet';
import { RungraphError } from '../../../../src/contract/error.ts';
import { columnNames, exportSchema, type ColumnName } from './schema.ts';

/** Columns without which nobody can tell what a row is. Others may be missing where no row needs them. */
const needed: readonly ColumnName[] = ['project_id', 'run_id', 'attribute_path', 'attribute_type'];

export interface CheckedSchema {
  /** Those of the exporter's columns that the file has. */
  readonly present: ReadonlySet<ColumnName>;
  /** Columns that no exporter writes. They are not read. */
  readonly unknown: readonly string[];
}

/** Compares a file's columns with the exporter's. @throws PROTOCOL where one is missing or holds another type. */
export function checkSchema(metadata: FileMetaData): CheckedSchema {
  const expected = new Map(childrenOf([...exportSchema]).map((column) => [column.element.name, column]));
  const found = childrenOf(metadata.schema);
  const unknown: string[] = [];
  for (const column of found) {
    const wanted = expected.get(column.element.name);
    if (wanted === undefined) unknown.push(column.element.name);
    else if (!fits(column, wanted)) {
      const { name } = column.element;
      throw new RungraphError(
        'PROTOCOL',
        `the column ${name} holds ${spell(column)} where an export has ${spell(wanted)}`,
      );
    }
  }
  const names = new Set(found.map(({ element }) => element.name));
  const missing = needed.filter((name) => !names.has(name));
  if (missing.length > 0) throw new RungraphError('PROTOCOL', `it has no column ${missing.join(', ')}`);
  return { present: new Set(columnNames.filter((name) => names.has(name))), unknown };
}

/**
 * The same schema with steps and times as they are stored: a reader that knows what they mean would turn steps into
 * doubles and times into dates.
 */
export function withoutMeaning(metadata: FileMetaData): FileMetaData {
  const plain = ['step', 'timestamp', 'datetime_value'];
  return {
    ...metadata,
    schema: metadata.schema.map((element) => {
      if (!plain.includes(element.name)) return element;
      const { converted_type: _converted, logical_type: _logical, ...rest } = element;
      return rest;
    }),
  };
}

function childrenOf(schema: SchemaElement[]): readonly SchemaTree[] {
  return parquetSchema({ schema }).children;
}

function fits(found: SchemaTree, wanted: SchemaTree): boolean {
  return (
    spellType(found.element) === spellType(wanted.element) &&
    found.children.length === wanted.children.length &&
    wanted.children.every((child, index) => {
      const other = found.children[index];
      return other !== undefined && fits(other, child) && (isRepeated(child) || sameName(other, child));
    })
  );
}

/** What a list calls its inner groups differs from writer to writer. */
function isRepeated({ element }: SchemaTree): boolean {
  return element.repetition_type === 'REPEATED' || element.name === 'element';
}

function sameName(a: SchemaTree, b: SchemaTree): boolean {
  return a.element.name === b.element.name;
}

function spell({ element, children }: SchemaTree): string {
  if (children.length === 0) return spellType(element);
  return `${spellType(element)}(${children.map((child) => `${child.element.name}: ${spell(child)}`).join(', ')})`;
}

/** Physical type with what it stands for; a column that is never null is as good as one that may be. */
function spellType(element: SchemaElement): string {
  const { type, type_length: length, converted_type: converted, logical_type: logical, scale } = element;
  if (type === undefined) return converted === 'LIST' || logical?.type === 'LIST' ? 'LIST' : 'group';
  const meaning = logical?.type === 'TIMESTAMP' ? `TIMESTAMP ${logical.unit}` : meaningOf(converted);
  return [type, length ?? '', meaning, meaning === 'DECIMAL' ? (scale ?? 0) : '']
    .filter((word) => word !== '')
    .join(' ');
}

function meaningOf(converted: SchemaElement['converted_type']): string {
  if (converted === 'TIMESTAMP_MILLIS') return 'TIMESTAMP MILLIS';
  if (converted === 'TIMESTAMP_MICROS') return 'TIMESTAMP MICROS';
  return converted === 'DECIMAL' ? 'DECIMAL' : '';
}
