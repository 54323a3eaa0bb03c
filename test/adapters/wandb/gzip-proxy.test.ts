import { startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { answerText, readThroughGzip } from '../../support/through-gzip.ts';

const files = [
  { path: 'zeros.bin', content: '0'.repeat(600) },
  { path: 'empty.bin', content: '' },
  { path: 'grows.bin', content: 'x' },
];

test('files of versions and of runs come out as they do without a proxy that compresses', async () => {
  const models = [{ key: 'net-0', name: 'net', files, registered: null }];
  const run = { ...plainRun({ key: 'a', project: 'p', name: 'a', startedAt: 0, endedAt: 60_000 }), models, files };
  const projects = [{ name: 'p', description: null, createdAt: 0 }];
  const emulator = await startWandbEmulator({ port: 0, data: { projects, runs: [run] } });
  try {
    const source = { tracker: 'wandb', url: emulator.url, ...emulator.source };
    const { plain, compressed, passed } = await readThroughGzip(source);
    const wanted = files.map(({ content }) => answerText(200, Buffer.from(content)));
    expect([...plain.values()]).toEqual(expect.arrayContaining(wanted));
    expect(compressed).toEqual(plain);
    expect(passed.filter((path) => !path.startsWith('/graphql')).length).toBeGreaterThanOrEqual(files.length);
  } finally {
    await emulator.close();
  }
});
