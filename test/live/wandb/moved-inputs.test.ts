import { z } from 'zod';
import { readRun } from '../../../src/core/migrate/side.ts';
import { targets } from '../../adapters/mlflow/targets.ts';
import { moveIntoEmulator, type MovedIntoEmulator } from './moved-into.ts';
import { bareRecording } from './recordings.ts';
import { shapesOf } from './request-shapes.ts';

// Runs of MLflow that read data are moved into the emulator. W&B's own SDK tells what they used, computes the digests
// of the manifests itself, and then uses data by itself: each of our requests has the shape of one of its own.

const digest = z.object({ algorithm: z.string(), value: z.string() }).nullable();
const about = z.object({ name: z.string(), digest, uri: z.string().nullable(), type: z.string().nullable() });
const seen = z.object({
  config: z.object({ rungraph: z.object({ from: z.string() }) }),
  inputs: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      digest: z.string(),
      computed: z.string(),
      references: z.array(z.string()),
      maker: z.string().nullable(),
      about,
      metadata: z.object({ rungraph: about }),
    }),
  ),
});

/** W&B has plain letters in names. */
const names: Readonly<Record<string, string>> = { 'held out': 'held_out' };

let world: MovedIntoEmulator | undefined;
afterAll(() => world?.close());

test('what runs read is what the SDK reads, with the digest that it computes, and made by no run', async () => {
  world = await moveIntoEmulator(targets[0]);
  const { sdk, plan, wrong, from } = world;
  expect(wrong).toEqual([]);
  const found = z.array(seen).parse(await sdk.run('moved.py', ['harvest-lab']));
  const byFrom = new Map(found.map(({ config, inputs }) => [config.rungraph.from, inputs]));
  let count = 0;
  for (const { id } of plan.runs) {
    const { provenance } = await readRun(from, id);
    const expected = (provenance?.datasets ?? []).map(({ name: own, digest: told, uri, nativeType: type }) => {
      const name = names[own] ?? own;
      const said = { name, digest: told, uri, type };
      const references = uri === null ? [] : [uri];
      return { name, type: 'dataset', references, maker: null, about: said, metadata: { rungraph: said } };
    });
    const inputs = byFrom.get(`old/${id}`) ?? [];
    const told = inputs.map(({ digest: own, computed, metadata: { rungraph }, ...rest }) => {
      expect(own).toBe(computed);
      count += 1;
      return { ...rest, metadata: { rungraph } };
    });
    const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
      list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect({ id, inputs: byName(told) }).toEqual({ id, inputs: byName(expected) });
  }
  expect(count).toBeGreaterThan(20);
});

test('every request about them has the shape of one that the SDK sends', async () => {
  if (world === undefined) throw new Error('nothing was moved');
  const { emulator, sdk, moved } = world;
  const ofInputs = (shape: string): boolean => /^\w*artifact|^PUT/i.test(shape);
  const ours = shapesOf(emulator.requests.slice(0, moved)).filter(ofInputs);
  const files = [['rungraph.json', '{}']] as const;
  const artifact = { name: 'raw', type: 'dataset', metadata: { rows: 2 }, aliases: [] };
  await sdk.record([
    {
      ...bareRecording('shapes'),
      files: [['a.txt', 'a']],
      inputs: [
        { ...artifact, files, references: [['data/raw', 'hdfs://cluster/raw']] },
        { ...artifact, files: [...files, ['more.txt', 'more']] },
      ],
    },
  ]);
  const theirs = shapesOf(emulator.requests.slice(moved));
  expect(ours.filter((shape) => shape.startsWith('createArtifact '))).toContain('createArtifact clientID');
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((shape) => !theirs.includes(shape))).toEqual([]);
});
