import type { StoredArtifact } from '../../../adapters/wandb/emulator/store/world.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData, SampleModel } from '../../../src/emulator-kit/sample/sample-data.ts';
import { callContext } from '../../support/call-context.ts';
import { askedOf } from './open-adapter.ts';
import { edgesOf, linksOf, listAll, readEdges, readFiles } from './read-artifacts.ts';
import { served } from './served.ts';

// What W&B does with artifacts that a reader must know of, or that a server may do.

const start = Date.UTC(2026, 0, 5);

/** A version; those of one name are one collection. */
function model(name: string, number: number): SampleModel {
  const registered = name === 'net' && number < 3 ? { name: 'best', aliases: [`try-${number}`] } : null;
  return { key: `${name}-${number}`, name, files: [{ path: 'w.bin', content: `${name} ${number}` }], registered };
}

const models = [
  ...Array.from({ length: 120 }, (_model, number) => model('net', number)),
  ...Array.from({ length: 45 }, (_model, number) => model(`one-${number}`, 0)),
];
const dataset = { name: 'digits', digest: 'd1', uri: 's3://bucket/digits', role: 'training' };
const base = { project: 'p', endedAt: start + 60_000 };
const data: SampleData = {
  projects: ['p', 'q', 'r'].map((name) => ({ name, description: null, createdAt: start })),
  runs: [
    { ...plainRun({ ...base, key: 'maker', name: 'maker', startedAt: start }), models },
    ...Array.from({ length: 130 }, (_run, index) => ({
      ...plainRun({ ...base, key: `user-${index}`, name: 'user', startedAt: start + index }),
      datasets: [dataset],
      files: index < 3 ? [{ path: 'logs/out_put.txt', content: 'o' }] : [],
    })),
  ],
};

const { open, emulator, idOf, asked } = served(data);

const versionOf = (name: string): string => `harvest-lab/p/${name}`;
const stored = (name: string): StoredArtifact | undefined =>
  emulator().world.artifacts.find(({ collection, versionIndex }) => `${collection.name}:v${versionIndex}` === name);

test.each([1, 7, 64, 500])('LONG COLLECTIONS AND MANY OF THEM are listed once each, by %d a page', async (limit) => {
  const opened = await open();
  const ids = (await listAll(opened, limit)).map(({ nativeId }) => nativeId);
  const versions = models.map(({ name }, index) => versionOf(`${name}:v${name === 'net' ? index : 0}`));
  const files = [0, 1, 2].map((index) => `${idOf(`user-${index}`)}/files`);
  expect(ids.toSorted()).toEqual([versionOf('digits:v0'), ...versions, ...files].sort());
});

test('a version at which the server fails with 502 does not cost those that are asked for beside it', async () => {
  const opened = await open({
    faults: ({ query, variables }) => {
      const isAsked = query.startsWith('query ArtifactsById(') && variables.includes('one-3:v0');
      return isAsked ? { answer: { status: 502, body: 'bad gateway' } } : undefined;
    },
  });
  const ids = Array.from({ length: 6 }, (_id, number) => versionOf(`one-${number}:v0`));
  const slots = await opened.artifacts?.getArtifacts(callContext(), ids);
  expect(slots?.map((slot) => (isRungraphError(slot) ? slot.code : slot?.nativeId))).toEqual(
    ids.map((id) => (id === versionOf('one-3:v0') ? 'UNAVAILABLE' : id)),
  );
});

test('LINEAGE of many runs is asked for by aliases of few requests, and goes on by cursors', async () => {
  const opened = await open();
  const users = Array.from(
    { length: 100 },
    (_user, index) => ({ kind: 'Run', nativeId: idOf(`user-${index}`) }) as const,
  );
  const pages = await edgesOf(opened, users);
  expect(pages.every(({ edges }) => edges.some(({ to }) => to === versionOf('digits:v0')))).toBe(true);
  expect([asked('RunLinks'), askedOf(emulator())]).toEqual([4, 4]);
  const node = { kind: 'Artifact', nativeId: versionOf('digits:v0') } as const;
  const request = { node, links: [{ kind: 'USED', end: 'to' }], limit: 1000, after: null } as const;
  const [first] = await readEdges(opened, [request]);
  const [second] = await readEdges(opened, [{ ...request, after: first?.next ?? '' }]);
  expect([first?.edges.length, second?.edges.length, second?.next]).toEqual([100, 30, null]);
  const maker = { kind: 'Run', nativeId: idOf('maker') } as const;
  const made = { node: maker, links: [{ kind: 'PRODUCED', end: 'from' }], limit: 1000, after: null } as const;
  const [some] = await readEdges(opened, [made]);
  const [rest] = await readEdges(opened, [{ ...made, after: some?.next ?? '' }]);
  expect([some?.edges.length, rest?.edges.length, rest?.next]).toEqual([100, 65, null]);
});

test('WHAT THE KEY MAY NOT SEE is said to be missing', async () => {
  const hidden = { edges: [{ node: null }], pageInfo: { hasNextPage: false, endCursor: null } };
  const users = { data: { p0: { artifactCollectionMembership: { artifact: { usedBy: hidden } } } } };
  const inputs = { data: { p0: { run: { inputArtifacts: hidden } } } };
  const opened = await open({
    faults: ({ query }) => {
      const body = query.startsWith('query RunLinks') ? inputs : query.startsWith('query ArtifactLinks') ? users : null;
      return body === null ? undefined : { answer: { status: 200, body: JSON.stringify(body) } };
    },
  });
  const [run, version] = [
    await edgesOf(opened, [{ kind: 'Run', nativeId: idOf('maker') }]),
    await edgesOf(opened, [{ kind: 'Artifact', nativeId: versionOf('net:v0') }]),
  ];
  expect([run[0]?.partial, version[0]?.partial]).toEqual([
    expect.stringContaining('1 artifact of the run'),
    expect.stringContaining('1 run that used'),
  ]);
});

test('THE EXPORT OF A HISTORY and a deleted version are no artifacts', async () => {
  const opened = await open();
  const [exported, deleted] = [stored('one-0:v0'), stored('one-1:v0')];
  Object.assign(exported?.collection ?? {}, { type: 'wandb-history' });
  Object.assign(deleted ?? {}, { state: 'DELETED' });
  const [page] = await edgesOf(opened, [{ kind: 'Run', nativeId: idOf('maker') }]);
  const ids = [
    ...(page?.edges ?? []).map(({ to }) => to),
    ...(await listAll(opened, 100)).map(({ nativeId }) => nativeId),
  ];
  const gone = [versionOf('one-0:v0'), versionOf('one-1:v0')];
  expect([ids.filter((id) => gone.includes(id)), page?.partial]).toEqual([[], undefined]);
  expect(await opened.artifacts?.getArtifacts(callContext(), gone)).toEqual([null, null]);
});

test('A FILE THAT IS NOT THERE has a placeholder on the server, and is NOT_FOUND here', async () => {
  const opened = await open();
  const artifactId = `${idOf('user-0')}/files`;
  const codeOf = (path: string, id = artifactId) =>
    opened.artifacts?.openFile(callContext(), { artifactId: id, path, range: null });
  await expect(codeOf('nothing.txt')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(codeOf('logs')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  await expect(codeOf('nothing.txt', versionOf('net:v0'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(codeOf('w.bin', versionOf('net:v999'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('WHAT LIES ELSEWHERE is listed, and its address is told and never opened', async () => {
  const opened = await open();
  const [file] = await readFiles(opened, versionOf('digits:v0'));
  expect(file).toMatchObject({ path: 'digits', digest: null, text: 'UNSUPPORTED s3://bucket/digits' });
});

test('DIGESTS OF THE NEW KIND are not taken for MD5', async () => {
  const opened = await open();
  const entry = { digest: Buffer.alloc(16, 1).toString('base64'), size: 7, extra: { alg: 'XXH128' } };
  Object.assign(stored('net:v0') ?? {}, { manifest: Buffer.from(JSON.stringify({ contents: { 'w.bin': entry } })) });
  const [file] = await readFiles(opened, versionOf('net:v0'));
  expect(file?.digest).toEqual({ algorithm: 'xxh128', value: '01'.repeat(16) });
});

test('AN ADDRESS THAT RAN OUT can be asked for again', async () => {
  const opened = await open({
    faults: ({ path }) =>
      path.includes('/storage/artifact/') ? { answer: { status: 403, body: 'expired' } } : undefined,
  });
  const reading = opened.artifacts?.openFile(callContext(), {
    artifactId: versionOf('net:v0'),
    path: 'w.bin',
    range: null,
  });
  await expect(reading).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('A LINKED VERSION has aliases and a number of its own in the registry, newest first', async () => {
  const opened = await open();
  const { models: registry } = opened;
  const page = await registry?.searchModels(callContext(), { search: null, limit: 10, after: null });
  const modelId = 'harvest-org/wandb-registry-model/best';
  expect(page?.items).toMatchObject([
    { nativeId: modelId, name: 'best', url: expect.stringContaining('/registry/model?') },
  ]);
  const read = async (after: string | null) =>
    (await registry?.listVersions(callContext(), [{ modelId, limit: 2, after }]))?.[0];
  expect(await read(null)).toMatchObject({
    items: [
      { version: 'v2', aliases: ['try-2'], artifactId: versionOf('net:v2'), runId: idOf('maker') },
      { version: 'v1', aliases: ['try-1'], artifactId: versionOf('net:v1') },
    ],
    next: '1',
  });
  expect(await read('1')).toMatchObject({ items: [{ version: 'v0' }], next: null });
  const [source] = (await opened.artifacts?.getArtifacts(callContext(), [versionOf('net:v2')])) ?? [];
  expect(source).toMatchObject({ aliases: [], version: 'v2' });
  expect(await linksOf(opened, [{ kind: 'Artifact', nativeId: versionOf('net:v2') }])).toContain(
    `${versionOf('net:v2')} REGISTERED_AS ${modelId}:v2`,
  );
});

test('AN OLDER SERVER lacks fields, which are asked for no more; without registries, models are UNSUPPORTED', async () => {
  const without = ['Artifact.digestAlgorithm', 'RunArtifactEdge.usedAs', 'Entity.artifactCollections'];
  const opened = await open({ without });
  const links = await linksOf(opened, [{ kind: 'Run', nativeId: idOf('user-5') }]);
  expect(links).toEqual([`${idOf('user-5')} USED ${versionOf('digits:v0')}`]);
  await expect(
    opened.models?.searchModels(callContext(), { search: null, limit: 10, after: null }),
  ).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});
