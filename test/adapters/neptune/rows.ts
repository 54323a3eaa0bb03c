import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { columnNames } from '../../../adapters/neptune/archive/parts/schema.ts';
import { openPartWriter } from '../../../adapters/neptune/sample/write-part.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { openArchive, type ArchiveConfig } from './open-archive.ts';

// Archives that a test writes row by row.

/** A row of an export; what is left out is null. */
export type Row = Readonly<Record<string, unknown>>;

export const project = 'acme/traps';
export const created = Date.UTC(2026, 0, 5, 12);

export function row(run: string, path: string, type: string, values: Row = {}): Row {
  return { project_id: project, run_id: run, attribute_path: path, attribute_type: type, ...values };
}

export function text(run: string, path: string, value: string): Row {
  return row(run, path, 'string', { string_value: value });
}

export function time(run: string, path: string, value: number): Row {
  return row(run, path, 'datetime', { datetime_value: BigInt(value) });
}

/** A point of a float series; the step is in millionths. */
export function point(run: string, path: string, micro: number | bigint, value: number | null, at = created): Row {
  return row(run, path, 'float_series', { step: BigInt(micro), timestamp: BigInt(at), float_value: value });
}

/** What makes a run one of 3.x or of 2.x. */
export function header(run: string, line: '2.x' | '3.x', more: readonly Row[] = []): readonly Row[] {
  return [
    text(run, line === '2.x' ? 'sys/id' : 'sys/custom_run_id', run),
    time(run, 'sys/creation_time', created),
    ...more,
  ];
}

/** Writes one parquet file; every list of rows becomes a row group. */
export async function writeRows(file: string, ...groups: readonly (readonly Row[])[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = await openPartWriter(file);
  for (const rows of groups) {
    const columns = Object.fromEntries(columnNames.map((name) => [name, rows.map((one) => one[name] ?? null)]));
    await part.add({ rows: rows.length, columns });
  }
  await part.finish();
}

/** A folder of its own with an archive in it, and gateways over it. */
export interface Sandbox {
  readonly folder: string;
  write(name: string, ...groups: readonly (readonly Row[])[]): Promise<void>;
  /** A gateway over `data` below the folder, or what the settings name. */
  open(settings?: ArchiveConfig): Promise<Gateway>;
  /** What a document is answered, from a gateway opened for it. */
  ask(document: string, settings?: ArchiveConfig): Promise<unknown>;
  close(): Promise<void>;
}

export async function openSandbox(): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-traps-'));
  const opened: Gateway[] = [];
  const open: Sandbox['open'] = async (settings = {}) => {
    const gateway = await openArchive({ path: join(folder, 'data'), ...settings });
    opened.push(gateway);
    return gateway;
  };
  return {
    folder,
    write: (name, ...groups) => writeRows(join(folder, 'data', name), ...groups),
    open,
    async ask(document, settings) {
      const gateway = await open(settings);
      // The probe is what finds defects; it runs with the first question.
      await gateway.execute('{ runs(first: 1) { totalCount } }');
      const { data, errors } = await gateway.execute(document);
      if (errors !== undefined && errors.length > 0) throw new Error(JSON.stringify(errors));
      return data;
    },
    async close() {
      await Promise.all(opened.map((gateway) => gateway.close()));
      await rm(folder, { recursive: true });
    },
  };
}

/** Asks for everything that a source says of itself. */
export const diagnosticsOf = '{ source(id: "archive") { diagnostics { severity code message remedy subject } } }';
