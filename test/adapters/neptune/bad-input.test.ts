import { mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet';
import { exportSchema } from '../../../adapters/neptune/archive/parts/schema.ts';
import { scanPart } from '../../../adapters/neptune/archive/index/scan-part.ts';
import { at, listAt } from '../../support/json-at.ts';
import { diagnosticsOf, header, openSandbox, point, row, text, type Row, type Sandbox } from './rows.ts';

// Files that are damaged or no exports: told by a code, and the rest of the archive is served.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
  await box.write('p/good_part_0.parquet', header('good', '3.x'), [point('good', 'loss', 0, 1)]);
});
afterEach(() => box.close());

const file = (name: string): string => join(box.folder, 'data', name);

/** What is said of the one file that is bad, while the good one is served and answers say whether anything is lost. */
async function problem(state: 'OK' | 'PARTIAL' = 'PARTIAL'): Promise<unknown> {
  const { runs, source } = Object(
    await box.ask(`{ runs { nodes { nativeId } reports { state } } ${diagnosticsOf.slice(1)}`),
  );
  expect(runs).toMatchObject({ reports: [{ state }] });
  expect(listAt(runs, 'nodes').map((node) => at(node, 'nativeId'))).toContain('acme/traps/good');
  return listAt(source, 'diagnostics').find((one) => String(at(one, 'subject')).includes('bad'));
}

/** Writes a file whose schema is not the exporter's. */
async function writeOther(
  schema: readonly SchemaElement[],
  columns: Readonly<Record<string, unknown[]>>,
): Promise<void> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...schema] });
  await writer.write({ columnData: Object.entries(columns).map(([name, data]) => ({ name, data })) });
  await writer.finish();
  await mkdir(dirname(file('p/bad_part_0.parquet')), { recursive: true });
  await writeFile(file('p/bad_part_0.parquet'), bytes.getBytes());
}

const noValues = (names: readonly string[]): Record<string, unknown[]> =>
  Object.fromEntries(names.map((name) => [name, [null]]));
const leafless = (schema: readonly SchemaElement[]) =>
  schema.filter(({ num_children: children }) => children === undefined);

test.each([
  ['nothing', Buffer.alloc(0), 'too short'],
  ['no parquet', Buffer.from('step,value\n'.repeat(20)), 'footer'],
  [
    'a footer that lies about its length',
    Buffer.from('PAR1'.padEnd(40, 'x') + '\xff\xff\xff\x7fPAR1', 'latin1'),
    'footer',
  ],
  ['a footer of rubbish', Buffer.from(`PAR1${'\x99'.repeat(60)}\x3c\x00\x00\x00PAR1`, 'latin1'), 'footer'],
])('%s: UNREADABLE_FILE', async (_what, bytes, words) => {
  await writeFile(file('p/bad_part_0.parquet'), bytes);
  expect(await problem()).toMatchObject({
    severity: 'ERROR',
    code: 'UNREADABLE_FILE',
    message: expect.stringContaining(words),
  });
});

test('a part that was cut off: UNREADABLE_FILE', async () => {
  await box.write('p/bad_part_0.parquet', header('bad', '3.x'), [point('bad', 'loss', 0, 1)]);
  await truncate(file('p/bad_part_0.parquet'), (await stat(file('p/bad_part_0.parquet'))).size - 100);
  expect(await problem()).toMatchObject({ code: 'UNREADABLE_FILE' });
});

test('a row group that is damaged: UNREADABLE_ROWS, its other row groups are served', async () => {
  await box.write('p/bad_part_0.parquet', header('bad', '3.x', [text('bad', 'cfg/x', 'y')]), [
    point('bad', 'loss', 0, 1),
  ]);
  const bytes = await readFile(file('p/bad_part_0.parquet'));
  bytes.fill(0xff, bytes.indexOf('loss') - 40, bytes.indexOf('loss') + 8);
  await writeFile(file('p/bad_part_0.parquet'), bytes);
  expect(await problem()).toMatchObject({ severity: 'ERROR', code: 'UNREADABLE_ROWS' });
  const { run } = Object(await box.ask('{ run(id: "archive/acme/traps/bad") { params { key } } }'));
  expect(run).toEqual({ params: [{ key: 'cfg/x' }] });
});

test('a column that no exporter writes: UNKNOWN_COLUMNS, and the rest is read', async () => {
  const schema = [
    { ...exportSchema[0], name: 'schema', num_children: 6 },
    ...exportSchema.slice(1, 5),
    exportSchema[9] ?? { name: 'x' },
    { name: 'colour', type: 'INT32' } as const,
  ];
  const columns = {
    project_id: ['acme/traps'],
    run_id: ['bad'],
    attribute_path: ['cfg/x'],
    attribute_type: ['string'],
    string_value: ['y'],
    colour: [1],
  };
  await writeOther(schema, columns);
  expect(await problem('OK')).toMatchObject({
    severity: 'INFO',
    code: 'UNKNOWN_COLUMNS',
    message: expect.stringContaining('colour'),
  });
  const { run } = Object(await box.ask('{ run(id: "archive/acme/traps/bad") { params { key value } } }'));
  expect(run).toEqual({ params: [{ key: 'cfg/x', value: 'y' }] });
});

test.each([
  [
    'step',
    { name: 'step', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    'three',
    'the column step holds BYTE_ARRAY where an export has FIXED_LEN_BYTE_ARRAY 8 DECIMAL 6',
  ],
  [
    'timestamp',
    { name: 'timestamp', type: 'INT64' },
    3n,
    'the column timestamp holds INT64 where an export has INT64 TIMESTAMP MILLIS',
  ],
  [
    'int_value',
    { name: 'int_value', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    'three',
    'holds BYTE_ARRAY where an export has INT64',
  ],
] as const)('%s in a form that nobody can read: FOREIGN_FILE', async (name, element, value, words) => {
  const schema = leafless(exportSchema)
    .slice(0, 8)
    .map((one) => (one.name === name ? { ...element, repetition_type: 'OPTIONAL' as const } : one));
  const root = { name: 'schema', num_children: schema.length };
  const columns = { ...noValues(schema.map((one) => one.name)), [name]: [value] };
  await writeOther([root, ...schema], columns);
  expect(await problem()).toMatchObject({
    severity: 'ERROR',
    code: 'FOREIGN_FILE',
    message: expect.stringContaining(words),
    remedy: expect.not.stringContaining('Copy the file again'),
  });
});

test('a file without the columns that ids are in: FOREIGN_FILE', async () => {
  await writeOther(
    [
      { name: 'schema', num_children: 1 },
      { name: 'x', type: 'INT32' },
    ],
    { x: [1] },
  );
  expect(await problem()).toMatchObject({
    code: 'FOREIGN_FILE',
    message: expect.stringContaining('it has no column project_id'),
  });
});

test('rows that are none: ODD_ROWS and UNKNOWN_TYPES', async () => {
  const odd: readonly Row[] = [
    ...header('bad', '3.x'),
    row('bad', 'loss', 'float_series', { float_value: 1 }),
    { ...text('bad', 'x', 'y'), run_id: null },
    { ...text('bad', 'x', 'y'), attribute_path: null },
    row('bad', 'git', 'git_ref'),
  ];
  await box.write('p/bad_part_0.parquet', odd);
  const all = listAt(await box.ask(diagnosticsOf), 'source', 'diagnostics');
  const of = (code: string): unknown =>
    at(
      all.find((one) => at(one, 'code') === code),
      'message',
    );
  expect(of('ODD_ROWS')).toMatch(/: 3 rows lack/);
  expect(of('UNKNOWN_TYPES')).toMatch(/git_ref/);
});

test('a file that went away after it was indexed: the series says so, the run stays', async () => {
  const gateway = await box.open();
  const document = '{ run(id: "archive/acme/traps/good") { nativeId metric(key: "loss") { last series { values } } } }';
  expect((await gateway.execute(document)).errors).toBeUndefined();
  await rm(file('p/good_part_0.parquet'));
  const { data, errors } = await gateway.execute(document);
  expect(data).toMatchObject({ run: { nativeId: 'acme/traps/good', metric: { last: 1, series: null } } });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
});

test('whatever bytes are changed, a file is read or a reason is told', async () => {
  await box.write('p/bad_part_0.parquet', header('bad', '3.x', [text('bad', 'cfg/x', 'y')]), [
    point('bad', 'loss', 0, 1),
    point('bad', 'loss', 1, null),
  ]);
  const bytes = await readFile(file('p/bad_part_0.parquet'));
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const broken = Buffer.from(bytes);
      for (const [place, value] of changes) broken[place] = value;
      await writeFile(file('p/bad_part_0.parquet'), broken);
      const { runs, problems } = await scanPart(file('p/bad_part_0.parquet'), '', new AbortController().signal);
      expect(runs.length + problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
