import { parquetSchema, type FileMetaData, type SchemaElement, type SchemaTree } from 'hyparquet';
import { RungraphError } from '../../../../src/contract/error.ts';
import { isFloat, isInteger, isStep, isTime } from './cells.ts';
import { archiveSchema, type ColumnName } from './schema.ts';

/** Columns without which nobody can tell what a row is. Others may be missing where no row needs them. */
const needed: readonly ColumnName[] = ['project_id', 'run_id', 'attribute_path', 'attribute_type'];

export interface CheckedSchema {
  /** Those of the exporter's columns that the file has, by name, as it declares them. */
  readonly present: ReadonlyMap<string, SchemaElement>;
  /** Columns that no exporter writes. They are not read. */
  readonly unknown: readonly string[];
}

/**
 * Compares a file's columns with the exporter's: they hold the same values, though maybe in another type, as files do
 * that were read and written again. @throws UNSUPPORTED where one is missing or cannot be read as such a column.
 */
export function checkSchema(metadata: FileMetaData): CheckedSchema {
  const expected = new Map(childrenOf([...archiveSchema]).map((column) => [column.element.name, column]));
  const present = new Map<string, SchemaElement>();
  const unknown: string[] = [];
  for (const column of childrenOf(metadata.schema)) {
    const { name } = column.element;
    const wanted = expected.get(name);
    if (wanted === undefined) unknown.push(name);
    // A column of nothing but nulls has whatever type its writer took.
    else if (column.element.logical_type?.type === 'NULL' || holdsNothing(metadata, name)) continue;
    else if (fits(column, wanted)) present.set(name, column.element);
    else throw other(`the column ${name} holds ${spell(column)} where an export has ${spell(wanted)}`);
  }
  const missing = needed.filter((name) => !present.has(name));
  if (missing.length > 0) throw other(`it has no column ${missing.join(', ')}`);
  return { present, unknown };
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

/** Whether the footer says that a column has no value in any row group. */
function holdsNothing({ row_groups: groups }: FileMetaData, name: string): boolean {
  return groups.every(({ columns }) =>
    columns
      .filter(({ meta_data: meta }) => meta?.path_in_schema[0] === name)
      .every(({ meta_data: meta }) => {
        return meta?.path_in_schema.length === 1 && meta.statistics?.null_count === meta.num_values;
      }),
  );
}

/** The file is whole, and no export: copying it again will not help. */
function other(message: string): RungraphError {
  return new RungraphError('UNSUPPORTED', message);
}

function childrenOf(schema: SchemaElement[]): readonly SchemaTree[] {
  return parquetSchema({ schema }).children;
}

function fits(found: SchemaTree, wanted: SchemaTree): boolean {
  if (wanted.children.length === 0) return found.children.length === 0 && meansTheSame(found.element, wanted.element);
  if (spellType(found.element) !== spellType(wanted.element)) return false;
  return wanted.children.every((child) => {
    // What a list calls its inner groups differs from writer to writer.
    const other = isRepeated(child) ? found.children[0] : found.children.find((one) => sameName(one, child));
    return other !== undefined && fits(other, child);
  });
}

/** A column that is never null is as good as one that may be. */
function meansTheSame(found: SchemaElement, wanted: SchemaElement): boolean {
  switch (wanted.name) {
    case 'step':
      return isStep(found);
    case 'timestamp':
    case 'datetime_value':
      return isTime(found);
    case 'int_value':
      return isInteger(found);
    default:
  }
  if (wanted.type === 'DOUBLE') return isFloat(found);
  if (wanted.type === 'BYTE_ARRAY') return found.type === 'BYTE_ARRAY' && isText(found);
  return found.type === wanted.type;
}

function isText({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return ['UTF8', 'ENUM', undefined].includes(converted) && ['STRING', 'ENUM', undefined].includes(logical?.type);
}

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

/** Physical type with what it stands for. */
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
