import { createHash } from 'node:crypto';
import {
  sampleKey,
  startWandbEmulator,
  type ReceivedDocument,
  type WandbEmulator,
} from '../../../adapters/wandb/emulator/start.ts';
import { inputArtifact, inputDigest, inputName } from '../../../adapters/wandb/writer/input-artifact.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { NewInput, RunWriter } from '../../../src/contract/writer.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { callContext } from '../../support/call-context.ts';
import { newRun } from '../../support/new-run.ts';
import { at } from '../../support/json-at.ts';
import { openAdapter, readRuns } from './open-adapter.ts';
import { linksOf } from './read-artifacts.ts';

// What runs read is an artifact of its own, once for all of them, which no run has made.

const draft = newRun({
  projectId: 'harvest-lab/vision',
  from: 'old/7',
  origin: 'old/7',
  name: 'run 7',
  startedAt: 1_700_000_000_000,
});

function input(
  name: string,
  value: string | null,
  uri: string | null,
  metadata: NewInput['metadata'] = null,
): NewInput {
  const whole = value === null ? null : { algorithm: 'sha256', value };
  const source = { name, uri, nativeType: 's3', metadata, whole };
  return { ...source, digest: inputDigest(source) };
}

const digits = input('digits', 'd1', 's3://bucket/digits', { rows: 7, lost: NaN, big: 2n ** 60n });
const loose = input('loose', null, null);

interface Opened {
  readonly adapter: Adapter;
  readonly writer: RunWriter;
}

async function open(emulator: WandbEmulator): Promise<Opened> {
  const adapter = openAdapter({ url: emulator.url, apiKey: sampleKey });
  await adapter.probe(callContext());
  if (adapter.writer === undefined) throw new Error('no writer');
  await adapter.writer.ensureProject(callContext(), 'vision');
  return { adapter, writer: adapter.writer };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(faults?: (request: ReceivedDocument) => { hangUp: true } | undefined): Promise<WandbEmulator> {
  const emulator = await startWandbEmulator({
    port: 0,
    data: { projects: [], runs: [] },
    ...(faults === undefined ? {} : { faults }),
  });
  closing.push(() => emulator.close());
  return emulator;
}

async function openOne(emulator: WandbEmulator): Promise<Opened> {
  const opened = await open(emulator);
  closing.push(() => opened.adapter.close());
  return opened;
}

const mutations = (emulator: WandbEmulator): readonly string[] =>
  emulator.requests.flatMap(({ query }) => /^mutation (\w*Artifact\w*)/.exec(query)?.[1] ?? []);

test('data that two runs read is one version, used by both, and by no run twice', async () => {
  const emulator = await start();
  const { adapter, writer } = await openOne(emulator);
  const ids = await Promise.all(
    ['old/7', 'old/8'].map(async (from) => (await writer.createRun(callContext(), { ...draft, from })).runId),
  );
  await Promise.all(ids.map((id) => writer.writeInputs(callContext(), id, [digits, loose])));
  const made = ['CreateArtifact', 'CreateArtifactManifest', 'CreateArtifactFiles', 'CreateArtifactManifest'];
  const each = [...made, 'CommitArtifact', 'UseArtifact', 'UseArtifact'];
  expect([...mutations(emulator)].sort()).toEqual([...each, ...each].sort());
  // Another process asks the server, which has both.
  const other = await openOne(emulator);
  await other.writer.writeInputs(callContext(), ids[0] ?? '', [digits, loose]);
  expect(mutations(emulator).slice(-4)).toEqual(['CreateArtifact', 'UseArtifact', 'CreateArtifact', 'UseArtifact']);

  const versions = emulator.world.artifacts;
  expect(
    versions
      .map(({ collection, versionIndex, digest, state, createdBy }) => {
        return [collection.name, collection.type, versionIndex, digest, state, createdBy];
      })
      .sort(),
  ).toEqual([
    ['digits', 'dataset', 0, digits.digest, 'COMMITTED', null],
    ['loose', 'dataset', 0, loose.digest, 'COMMITTED', null],
  ]);
  const runs = await readRuns(adapter);
  expect(
    runs.map(({ provenance }) => provenance?.datasets.map(({ name, digest }) => [name, digest?.value]).sort()),
  ).toEqual(
    ids.map(() => [
      ['digits', digits.digest],
      ['loose', loose.digest],
    ]),
  );
  const nodes = ids.map((nativeId) => ({ kind: 'Run', nativeId }) as const);
  const used = ids.flatMap((id) => ['digits', 'loose'].map((name) => `${id} USED harvest-lab/vision/${name}:v0`));
  expect((await linksOf(adapter, nodes)).sort()).toEqual(used.sort());
});

test('what the source said is in the artifact: a reference, a file, and metadata without NaN', () => {
  const { manifest, file, metadata, digest } = inputArtifact(digits);
  const about = { name: 'digits', digest: { algorithm: 'sha256', value: 'd1' }, uri: 's3://bucket/digits', type: 's3' };
  expect(parseJson(file.bytes.toString())).toEqual(about);
  expect(parseJson(metadata)).toEqual({ rows: 7, lost: 'NaN', big: 2n ** 60n, rungraph: about });
  const md5 = createHash('md5').update(file.bytes).digest('base64');
  expect(parseJson(manifest('id'))).toMatchObject({
    contents: {
      'data/digits': { ref: 's3://bucket/digits', digest: 's3://bucket/digits', size: 0 },
      'rungraph.json': { digest: md5, size: file.bytes.length, birthArtifactID: 'id' },
    },
  });
  const lines = `wandb-artifact-manifest-v1\ndata/digits:s3://bucket/digits\nrungraph.json:${md5}\n`;
  expect(digest).toBe(createHash('md5').update(lines).digest('hex'));
});

test.each([
  ['a place on a disk', '/data/digits'],
  ['a drive', 'C:\\digits'],
  ['an artifact of another server', 'wandb-artifact://0123/digits'],
])('%s is no reference, and is told of in the file', (_name, uri) => {
  const { manifest, file } = inputArtifact(input('digits', 'd1', uri));
  expect(Object.keys(Object(at(parseJson(manifest('id')), 'contents')))).toEqual(['rungraph.json']);
  expect(parseJson(file.bytes.toString())).toMatchObject({ uri });
});

test('other content is another version, and metadata that W&B would refuse is one member', () => {
  const digests = [
    digits,
    input('digits', 'd2', 's3://bucket/digits'),
    input('digits', 'd1', 's3://bucket/others'),
    input('digits', null, 's3://bucket/digits'),
    input('others', 'd1', 's3://bucket/digits'),
  ].map(({ digest }) => digest);
  expect(new Set(digests).size).toBe(digests.length);
  // Of metadata alone it is the same.
  expect(input('digits', 'd1', 's3://bucket/digits').digest).toBe(digits.digest);
  const many = Object.fromEntries(Array.from({ length: 100 }, (_key, index) => [`k${index}`, index]));
  expect(parseJson(inputArtifact(input('a', 'd', null, many)).metadata)).toMatchObject({ metadata: many });
  expect(inputName.fit('größe/1:a b')).toBe('gr__e_1_a_b');
});

test('an artifact whose upload was cut off is made anew, and the run uses the one that is whole', async () => {
  let cut = true;
  const emulator = await start(({ method, path }) => {
    if (!cut || method !== 'PUT' || !path.includes('manifest')) return undefined;
    return { hangUp: true };
  });
  const { adapter, writer } = await openOne(emulator);
  const { runId } = await writer.createRun(callContext(), draft);
  await expect(writer.writeInputs(callContext(), runId, [digits])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(emulator.world.artifacts.map(({ state }) => state)).toEqual(['PENDING']);
  cut = false;
  await writer.writeInputs(callContext(), runId, [digits]);
  const [run] = await readRuns(adapter);
  expect(run?.provenance?.datasets.map(({ name, digest }) => [name, digest?.value])).toEqual([
    ['digits', digits.digest],
  ]);
});
