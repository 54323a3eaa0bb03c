import { startMlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { serveChild } from './children.ts';
import { gridOf, type Size } from './runs.ts';

await serveChild(async (argument) => {
  const points = typeof argument === 'number' ? argument : 1;
  const keys = argument === 'wide' ? { params: 60, metrics: 30 } : { params: 30, metrics: 10 };
  const size: Size = { runs: 100, ...keys, points };
  return (await startMlflowEmulator({ port: 0, data: gridOf(size) })).url;
});
