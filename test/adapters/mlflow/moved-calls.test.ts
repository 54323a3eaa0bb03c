import { writeArchive } from '../../../adapters/neptune/sample/write-archive.ts';
import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { project, sampleRun, series } from './emulated.ts';

// What is asked of a server while a run is moved to it: its writes and its answers are what a move takes.

test('a run is written by one call a part, and read back by one call a part', async () => {
  const target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] } });
  const places = await openPlaces({
    old: { tracker: 'neptune', path: '{folder}/data', filesPath: '{folder}/files' },
    new: { tracker: 'mlflow', url: target.url },
  });
  try {
    const points = [0, 1, 2].map((step) => [step, step / 2] as const);
    const run = sampleRun('a', {
      params: [{ key: 'lr', value: 0.1 }],
      metrics: [series('loss', points), series('acc', points)],
      files: ['one.txt', 'two.txt'].map((path) => ({ path, content: path })),
    });
    const data = { projects: [{ name: project, description: null, createdAt: 500 }], runs: [run] };
    const folders = { folder: `${places.folder}/data`, filesFolder: `${places.folder}/files` };
    await writeArchive(data, { ...folders, line: '3.x', workspace: 'acme' });
    const plan = await places.plan('old', 'new');
    const before = target.requests.length;
    const moved = await places.move('old', 'new');
    expect([moved.wrong, moved.plan.runs.length]).toEqual([[], plan.runs.length]);
    const counts: Record<string, number> = {};
    for (const { path } of target.requests.slice(before)) {
      const [, call = path] = /mlflow(?:-artifacts)?\/(?:metrics\/)?(.*?)(?:\/[0-9]+\/.*)?$/.exec(path) ?? [];
      counts[call] = (counts[call] ?? 0) + 1;
    }
    expect(counts).toEqual({
      ...{ 'experiments/search': 1, 'experiments/get-by-name': 1, 'experiments/create': 1, 'runs/search': 1 },
      ...{ 'runs/create': 1, 'runs/log-batch': 2, 'runs/update': 1, 'runs/set-tag': 1, artifacts: 3 },
      // The folder of what the move itself keeps is a folder more.
      ...{ 'runs/get': 1, 'get-history-bulk': 2, 'artifacts/list': 2, '/get-artifact': 3 },
    });
  } finally {
    await places.close();
    await target.close();
  }
});
