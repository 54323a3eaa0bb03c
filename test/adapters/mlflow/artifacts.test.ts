import { parseArtifactId, artifactId } from '../../../adapters/mlflow/artifact-ids.ts';
import { parseRequirements } from '../../../adapters/mlflow/get-environments.ts';
import { parseVersionId, registered } from '../../../adapters/mlflow/to-registry.ts';
import { startMlflowEmulator, type MlflowEmulatorOptions } from '../../../adapters/mlflow/emulator/start.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { at, listAt } from '../../support/json-at.ts';
import { sampleRun, project } from './emulated.ts';
import { openMlflowTarget } from './open-target.ts';

// Artifacts, links and models: one test for each trap of the server.

interface Asked {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  /** The calls that the server got, without those of the probe. */
  readonly calls: readonly string[];
}

async function over<T>(
  runs: readonly SampleRun[],
  use: (ask: (document: string) => Promise<Asked>, idOf: (key: string) => string) => Promise<T>,
  options: Pick<MlflowEmulatorOptions, 'version' | 'faults'> = {},
): Promise<T> {
  const data = { projects: [{ name: project, description: null, createdAt: 500 }], runs };
  const emulator = await startMlflowEmulator({ port: 0, data, ...options });
  const target = await openMlflowTarget(emulator.url, 's', emulator.runIds, () => emulator.close());
  const { gateway } = target;
  await gateway.execute('{ projects { nodes { name } } }');
  try {
    return await use(
      async (document) => {
        const before = emulator.requests.length;
        const { data: found, errors } = await gateway.execute(document);
        expect(errors ?? []).toEqual([]);
        const calls = emulator.requests.slice(before).map(({ path }) => path.replace(/^.*mlflow\//, ''));
        return { data: found, calls };
      },
      (key) => emulator.runIds.get(key) ?? '',
    );
  } finally {
    await target.close();
  }
}

const dataset = (name: string, digest: string) => ({ name, digest, uri: `s3://b/${name}`, role: 'training' });
const model = (key: string, name: string | null = null) => ({
  key,
  name: key,
  files: [{ path: 'requirements.txt', content: 'numpy==2.3.2\n' }],
  registered: name === null ? null : { name, aliases: [] },
});

test.each(['3.17.2', '2.22.5'] as const)(
  '%s drops digests without a letter from lists; they are asked one by one',
  (version) =>
    over(
      [
        sampleRun('a', { datasets: [dataset('x', '12345678'), dataset('y', 'ab12')] }),
        sampleRun('b', { datasets: [dataset('z', '87654321')] }),
      ],
      async (ask) => {
        const { data } = await ask(
          '{ artifacts(filter: { type: DATASET }) { nodes { name usedBy { nodes { name } } } } }',
        );
        const found = listAt(data, 'artifacts', 'nodes');
        expect(found).toHaveLength(3);
        expect(found).toEqual(
          expect.arrayContaining([
            { name: 'x', usedBy: { nodes: [{ name: 'a' }] } },
            { name: 'z', usedBy: { nodes: [{ name: 'b' }] } },
          ]),
        );
      },
      { version },
    ),
);

test('two clauses on datasets may be met by two datasets of one run: the answer is looked at again', () =>
  over(
    [
      sampleRun('a', { datasets: [dataset('x', '11'), dataset('y', '22')] }),
      sampleRun('b', { datasets: [dataset('x', '22')] }),
    ],
    async (ask) => {
      const { data } = await ask('{ artifact(id: "s/datasets/x@22") { usedBy { nodes { name } } } }');
      expect(at(data, 'artifact', 'usedBy', 'nodes')).toEqual([{ name: 'b' }]);
    },
  ));

test('runs/search leaves out which models a run read: GraphQL tells it of ten runs at a time', () =>
  over(
    [
      sampleRun('maker', { models: [model('m')] }),
      ...Array.from({ length: 12 }, (_run, index) => sampleRun(`reader-${String(index)}`, { usedModels: ['m'] })),
    ],
    async (ask) => {
      const { data, calls } = await ask('{ runs(first: 50) { nodes { name used { nodes { name type } } } } }');
      const used = listAt(data, 'runs', 'nodes').filter((run) => listAt(run, 'used', 'nodes').length === 1);
      expect(used).toHaveLength(12);
      expect(calls.filter((call) => call === '/graphql')).toHaveLength(2);
      expect(calls.filter((call) => call === 'runs/search')).toHaveLength(2);
      expect(calls).not.toContain('runs/get');
    },
  ));

test('nothing tells which runs read a model: the list says that it is not whole', () =>
  over([sampleRun('maker', { models: [model('m')] }), sampleRun('reader', { usedModels: ['m'] })], async (ask) => {
    const { data } = await ask(
      '{ artifacts(filter: { type: MODEL }) { nodes { usedBy { totalCount reports { state message } } } } }',
    );
    expect(at(data, 'artifacts', 'nodes', 0, 'usedBy')).toEqual({
      totalCount: null,
      reports: [{ state: 'PARTIAL', message: expect.stringContaining('does not tell which runs read a logged model') }],
    });
  }));

test('the tag of a model names its version twice, as a number and as text: there is one link', () =>
  over([sampleRun('maker', { models: [model('m', 'reg')] })], async (ask) => {
    const { data: list } = await ask('{ artifacts(filter: { type: MODEL }) { nodes { id } } }');
    const { data } = await ask(
      `{ lineage(of: "${String(at(list, 'artifacts', 'nodes', 0, 'id'))}", depth: 1, kinds: [REGISTERED_AS]) { edges { kind } nodes { __typename } } }`,
    );
    expect(at(data, 'lineage')).toEqual({
      edges: [{ kind: 'REGISTERED_AS' }],
      nodes: [{ __typename: 'Artifact' }, { __typename: 'ModelVersion' }],
    });
  }));

test('searches of versions lack aliases: the registered models tell them, in one page for many', () =>
  over(
    ['a', 'b', 'c', 'd', 'e'].map((key) =>
      sampleRun(key, { models: [{ ...model(key), registered: { name: `reg-${key}`, aliases: [`best-${key}`] } }] }),
    ),
    async (ask) => {
      const { data, calls } = await ask('{ models { nodes { name versions { nodes { aliases } } } } }');
      expect(listAt(data, 'models', 'nodes').map((node) => at(node, 'versions', 'nodes', 0, 'aliases'))).toEqual(
        ['a', 'b', 'c', 'd', 'e'].map((key) => [`best-${key}`]),
      );
      expect(calls).toEqual(['registered-models/search', 'registered-models/search', 'model-versions/search']);
    },
  ));

test.each(['3.17.2', '2.22.5'] as const)(
  '%s: an environment is read from what a model was logged with, for whoever asks',
  (version) => {
    const history = JSON.stringify([{ artifact_path: 'm', run_id: 'x' }]).slice(0, -8);
    const tags = version === '2.22.5' ? [{ key: 'mlflow.log-model.history', value: history }] : [];
    return over(
      [
        sampleRun('maker', {
          models: [
            { ...model('m'), files: [...model('m').files, { path: 'python_env.yaml', content: 'python: 3.11.7\n' }] },
          ],
          tags,
        }),
        sampleRun('plain'),
      ],
      async (ask) => {
        const { data, calls } = await ask(
          '{ runs { nodes { name provenance { pythonVersion packages { name version } } } } }',
        );
        const byName = new Map(listAt(data, 'runs', 'nodes').map((run) => [at(run, 'name'), at(run, 'provenance')]));
        expect(byName.get('maker')).toEqual({
          pythonVersion: '3.11.7',
          packages: [{ name: 'numpy', version: '2.3.2' }],
        });
        expect(byName.get('plain')).toEqual({ pythonVersion: null, packages: null });
        const without = await ask('{ runs { nodes { provenance { git { commit } } } } }');
        // Nothing is kept here: the list of projects is read for each question.
        expect([calls.length > 2, without.calls]).toEqual([true, ['experiments/search', 'runs/search']]);
      },
      { version },
    );
  },
);

test('5,000 files of one folder are one call a page, and the tree is walked only as far as a page needs', () => {
  const files = Array.from({ length: 5000 }, (_file, index) => ({
    path: `many/f${String(index).padStart(4, '0')}`,
    content: 'x',
  }));
  const folders = ['a', 'b', 'c', 'z'].map((name) => ({ path: `${name}/one`, content: '1' }));
  return over([sampleRun('r', { files: [...files, ...folders] })], async (ask, idOf) => {
    const artifact = `artifact(id: "s/runs/${idOf('r')}/artifacts")`;
    const { data } = await ask(
      `{ ${artifact} { files(path: "many", first: 1000) { nodes { path } totalCount pageInfo { endCursor } } } }`,
    );
    expect(at(data, 'artifact', 'files', 'totalCount')).toBe(5000);
    const after = JSON.stringify(at(data, 'artifact', 'files', 'pageInfo', 'endCursor'));
    const next = await ask(`{ ${artifact} { files(path: "many", first: 1, after: ${after}) { nodes { path } } } }`);
    expect(at(next.data, 'artifact', 'files', 'nodes')).toEqual([{ path: 'many/f1000' }]);
    const tree = await ask(
      `{ ${artifact} { files(recursive: true, first: 2) { nodes { path } pageInfo { hasNextPage } } } }`,
    );
    expect(at(tree.data, 'artifact', 'files', 'nodes')).toEqual([{ path: 'a/one' }, { path: 'b/one' }]);
    expect(tree.calls.filter((call) => call === 'artifacts/list')).toHaveLength(5);
  });
});

test('a server that fails is not taken for a file that is not there', () =>
  over(
    [sampleRun('r', { files: [{ path: 'f', content: 'x' }] })],
    async (ask, idOf) => {
      const { data } = await ask(
        `{ artifact(id: "s/runs/${idOf('r')}/artifacts") { files { nodes { path } reports { state code } } } }`,
      );
      expect(at(data, 'artifact', 'files')).toEqual({ nodes: [], reports: [{ state: 'FAILED', code: 'UNAVAILABLE' }] });
    },
    {
      faults: ({ path }) => (path.endsWith('/artifacts/list') ? { answer: { status: 503, body: 'down' } } : undefined),
    },
  ));

test('ids of artifacts and versions are read back as they were made', () => {
  const keys = [
    { kind: 'dataset', name: 'a@b/c', digest: 'd' },
    { kind: 'dataset', name: 'n', digest: '' },
    { kind: 'model', modelId: 'm-1' },
    { kind: 'files', runId: 'r' },
  ] as const;
  for (const key of keys) expect(parseArtifactId(artifactId(key))).toEqual(key);
  expect(['', 'x', 'runs/a/b', 'models/a/b', 'datasets/x'].map(parseArtifactId)).toEqual(Array(5).fill(undefined));
  expect(parseVersionId('a/b/3')).toEqual({ name: 'a/b', version: '3' });
  expect(parseVersionId('a/b')).toBeUndefined();
});

test.each([
  ['models:/m-0123456789abcdef0123456789abcdef', 'models/m-0123456789abcdef0123456789abcdef', ''],
  [
    'mlflow-artifacts:/1/models/m-0123456789abcdef0123456789abcdef/artifacts',
    'models/m-0123456789abcdef0123456789abcdef',
    '',
  ],
  ['mlflow-artifacts:/1/r/artifacts/a/model', 'runs/r/artifacts', 'a/model'],
  ['mlflow-artifacts:/1/r/artifacts/', 'runs/r/artifacts', ''],
  ['mlflow-artifacts:/1/r/artifacts', 'runs/r/artifacts', ''],
  ['mlflow-artifacts:/1/r/artifacts-of-others/model', null, ''],
  ['runs:/other/model', 'runs/other/artifacts', 'model'],
  ['s3://elsewhere/model', null, ''],
  ['', null, ''],
])('a version from %s is of the artifact %s, below "%s"', (source, id, path) => {
  expect(registered({ name: 'n', version: '1', source, run_id: 'r', tags: [] })).toEqual({ artifactId: id, path });
});

test('requirements: names and exact versions; options and comments are none', () => {
  const text =
    '# comment\nnumpy==2.3.2\nscipy>=1\ntorch[cuda] == 2.8.0 ; python_version > "3.9"\n-r other.txt\n\npillow\nx===1.0 # why\n';
  expect(parseRequirements(text)).toEqual([
    { name: 'numpy', version: '2.3.2' },
    { name: 'scipy', version: null },
    { name: 'torch', version: '2.8.0' },
    { name: 'pillow', version: null },
    { name: 'x', version: '1.0' },
  ]);
});
