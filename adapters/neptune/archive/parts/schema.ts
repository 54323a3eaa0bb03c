import type { SchemaElement } from 'hyparquet';

/** The columns of an export, which never changed since they were made (exporter's model.py, 2025-10-03). */
export const columnNames = [
  'project_id',
  'run_id',
  'attribute_path',
  'attribute_type',
  'step',
  'timestamp',
  'int_value',
  'float_value',
  'string_value',
  'bool_value',
  'datetime_value',
  'string_set_value',
  'file_value',
  'histogram_value',
] as const;
/** Columns that runs which were moved into an archive have beside them. Other tools pass over them. */
export const ownColumnNames = [
  /** A step as decimal text, where the column of steps cannot hold it. */
  'step_exact',
  /** Of a point: the key of its metric, and the context as JSON, which its attribute path joins. */
  'native_key',
  'context',
  /** The epoch that a point was logged with. */
  'epoch',
] as const;
export type ColumnName = (typeof columnNames)[number] | (typeof ownColumnNames)[number];

const optional = { repetition_type: 'OPTIONAL' } as const;
const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  ...optional,
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
});
const double = (name: string): SchemaElement => ({ name, type: 'DOUBLE', ...optional });
const milliseconds = (name: string): SchemaElement => ({
  name,
  type: 'INT64',
  ...optional,
  converted_type: 'TIMESTAMP_MILLIS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
});
const list = (name: string, element: SchemaElement): readonly SchemaElement[] => [
  { name, ...optional, converted_type: 'LIST', logical_type: { type: 'LIST' }, num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  element,
];

/** Digits behind the point of a step: it is stored as a whole number of millionths. */
export const stepScale = 6;

/** The same columns as parquet declares them, root first, as pyarrow writes the exporter's Arrow schema. */
export const exportSchema: readonly SchemaElement[] = [
  { name: 'schema', repetition_type: 'REQUIRED', num_children: columnNames.length },
  ...['project_id', 'run_id', 'attribute_path', 'attribute_type'].map(text),
  {
    name: 'step',
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: 8,
    ...optional,
    converted_type: 'DECIMAL',
    scale: stepScale,
    precision: 18,
    logical_type: { type: 'DECIMAL', scale: stepScale, precision: 18 },
  },
  milliseconds('timestamp'),
  { name: 'int_value', type: 'INT64', ...optional },
  double('float_value'),
  text('string_value'),
  { name: 'bool_value', type: 'BOOLEAN', ...optional },
  milliseconds('datetime_value'),
  ...list('string_set_value', text('element')),
  { name: 'file_value', ...optional, num_children: 1 },
  text('path'),
  { name: 'histogram_value', ...optional, num_children: 3 },
  text('type'),
  ...list('edges', { name: 'element', type: 'DOUBLE', ...optional }),
  ...list('values', { name: 'element', type: 'DOUBLE', ...optional }),
];

/** The schema of an archive that runs were moved into. */
export const archiveSchema: readonly SchemaElement[] = [
  { name: 'schema', repetition_type: 'REQUIRED', num_children: columnNames.length + ownColumnNames.length },
  ...exportSchema.slice(1),
  ...ownColumnNames.map((name) => (name === 'epoch' ? double(name) : text(name))),
];

/** What `attribute_type` may hold. The last two come from the 2.x line alone, histograms from 3.x. */
export const scalarTypes = ['int', 'float', 'string', 'bool', 'datetime', 'string_set'] as const;
export type ScalarType = (typeof scalarTypes)[number];
export const seriesTypes = ['float_series', 'string_series', 'histogram_series'] as const;
export type SeriesType = (typeof seriesTypes)[number];
export const fileTypes = ['file', 'file_series', 'file_set', 'artifact'] as const;
export type FileType = (typeof fileTypes)[number];
