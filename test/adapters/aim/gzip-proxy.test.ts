import { startAimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { answerText, readThroughGzip } from '../../support/through-gzip.ts';

const blobs = ['0'.repeat(600), '', 'x'].map((text) => Buffer.from(text));

test('what a run tracked comes out as it does without a proxy that compresses', async () => {
  const runs = [plainRun({ key: 'a', project: 'p', name: 'a', startedAt: 0, endedAt: 60_000 })];
  const images = blobs.map((blob, step) => [step, [{ format: 'png', blob }]] as const);
  const emulator = await startAimEmulator({
    port: 0,
    data: { projects: [{ name: 'p', description: null, createdAt: 0 }], runs },
    tracked: () => ({ sequences: [{ kind: 'images', name: 'samples', context: {}, records: images }] }),
  });
  try {
    const { plain, compressed, passed } = await readThroughGzip({ tracker: 'aim', url: emulator.url });
    expect([...plain.values()]).toEqual(expect.arrayContaining(blobs.map((blob) => answerText(200, blob))));
    expect(compressed).toEqual(plain);
    expect(passed.length).toBeGreaterThan(blobs.length);
  } finally {
    await emulator.close();
  }
});
