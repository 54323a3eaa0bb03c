import { ByteWriter, parquetWrite, type ColumnSource } from 'hyparquet-writer';
import { canonicalJson } from '../../../../src/contract/canonical-json.ts';
import type { MovedModel, MovedVersion } from '../moved/model-log.ts';
import { dateOf } from './date-of.ts';

interface Row {
  readonly model: MovedModel;
  /** Null for the one row of a model without versions. */
  readonly version: MovedVersion | null;
}

/** A row a version. Times are milliseconds since 1970, UTC; lists and objects are JSON. */
export async function modelsTable(models: readonly MovedModel[]): Promise<Uint8Array> {
  const rows = models.flatMap((model): readonly Row[] =>
    model.versions.length === 0 ? [{ model, version: null }] : model.versions.map((version) => ({ model, version })),
  );
  const texts = (name: string, of: (row: Row) => string | null): ColumnSource => {
    return { name, type: 'STRING', nullable: true, data: rows.map(of) };
  };
  const ofVersion = (name: string, of: (version: MovedVersion) => string | null): ColumnSource =>
    texts(name, ({ version }) => (version === null ? null : of(version)));
  const bytes = new ByteWriter();
  await parquetWrite({
    writer: bytes,
    columnData: [
      texts('from', ({ model, version }) => version?.from ?? model.from),
      texts('name', ({ model }) => model.name),
      texts('model_description', ({ model }) => model.description),
      texts('model_tags', ({ model }) => canonicalJson(model.tags)),
      ofVersion('version', ({ version }) => version),
      ofVersion('aliases', ({ aliases }) => canonicalJson(aliases)),
      ofVersion('stage', ({ stage }) => stage),
      ofVersion('description', ({ description }) => description),
      ofVersion('tags', ({ tags }) => canonicalJson(tags)),
      ofVersion('run', ({ run }) => run),
      ofVersion('path', ({ path }) => path),
      ofVersion('uri', ({ uri }) => uri),
      {
        name: 'created_at',
        type: 'TIMESTAMP',
        nullable: true,
        data: rows.map(({ model, version }) => dateOf((version ?? model).createdAt)),
      },
    ],
  });
  return new Uint8Array(bytes.getBytes());
}
