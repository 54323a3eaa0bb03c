import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at } from '../../support/json-at.ts';
import { openQuestions } from './artifact-questions.ts';
import { header, openSandbox, row, text, time, writeRows, type Sandbox } from './rows.ts';

// Exports of the model registry of 2.x.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
  await box.write('p/a_part_0.parquet', header('a', '2.x'));
});
afterEach(() => box.close());

const document = `{ models { nodes { name description tags { key } versions { nodes {
  version stage run { nativeId } artifact { name type files { nodes { path sizeBytes } } }
} } } reports { state code } } }`;

async function writeRegistry(): Promise<void> {
  const folder = join(box.folder, 'models', 'p');
  const label = (id: string) => row(id, 'sys/tags', 'string_set', { string_set_value: ['speech'] });
  await writeRows(join(folder, 'models', 'SP-ASR_part_0.parquet'), [
    text('SP-ASR', 'sys/id', 'SP-ASR'),
    text('SP-ASR', 'sys/name', 'recogniser'),
    text('SP-ASR', 'sys/description', 'Hears.'),
    label('SP-ASR'),
  ]);
  for (const number of [1, 2, 10]) {
    const id = `SP-ASR-${number}`;
    await writeRows(join(folder, 'model_versions', `${id}_part_0.parquet`), [
      text(id, 'sys/id', id),
      text(id, 'sys/model_id', 'SP-ASR'),
      text(id, 'sys/stage', number === 10 ? 'production' : 'none'),
      time(id, 'sys/creation_time', 1_700_000_000_000 + number),
      ...(number === 10 ? [row(id, 'weights', 'file', { file_value: { path: `model_versions/${id}/weights` } })] : []),
    ]);
  }
  const files = join(box.folder, 'model-files', 'p', 'model_versions', 'SP-ASR-10');
  await mkdir(files, { recursive: true });
  await writeFile(join(files, 'weights'), 'w');
}

test('models and their versions, newest first, with stage and files; a version names no run', async () => {
  await writeRegistry();
  const questions = await openQuestions({
    path: join(box.folder, 'data'),
    modelPath: join(box.folder, 'models'),
    modelFilesPath: join(box.folder, 'model-files'),
  });
  const { data, errors } = await questions.gateway.execute(document);
  expect(errors).toBeUndefined();
  const artifact = { name: 'files', type: 'FILES', files: { nodes: [{ path: 'weights', sizeBytes: 1 }] } };
  expect(at(data, 'models', 'nodes')).toEqual([
    {
      name: 'recogniser',
      description: 'Hears.',
      tags: [{ key: 'speech' }],
      versions: {
        nodes: [
          { version: '10', stage: 'production', run: null, artifact },
          { version: '2', stage: 'none', run: null, artifact: null },
          { version: '1', stage: 'none', run: null, artifact: null },
        ],
      },
    },
  ]);
  const files = 'artifacts(filter: { type: FILES }) { nodes { id } }';
  const listed = await questions.gateway.execute(`{ ${files} }`);
  const walk = 'nodes { ... on ModelVersion { version } } edges { kind }';
  const lineage = await questions.gateway.execute(
    `query ($of: ID!) { lineage(of: $of, direction: DOWNSTREAM) { ${walk} } }`,
    { of: at(listed.data, 'artifacts', 'nodes', 0, 'id') },
  );
  await questions.close();
  expect(lineage.data).toEqual({ lineage: { nodes: [{}, { version: '10' }], edges: [{ kind: 'REGISTERED_AS' }] } });
});

test('an archive without a registry says so, and not that it is empty', async () => {
  const questions = await openQuestions({ path: join(box.folder, 'data') });
  const { data } = await questions.gateway.execute(document);
  await questions.close();
  expect(data).toMatchObject({ models: { nodes: [], reports: [{ state: 'SKIPPED', code: 'UNSUPPORTED' }] } });
});
