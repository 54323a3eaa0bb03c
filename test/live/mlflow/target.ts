import { keepOnMlflow } from '../../adapters/mlflow/limitations.ts';
import { openMlflowTarget } from '../../adapters/mlflow/open-target.ts';
import { seedServer, type Fill } from '../../adapters/mlflow/seed-server.ts';
import type { Target } from '../../conformance/target.ts';
import type { RealServer } from '../support/server.ts';

/** A real server, filled with the canonical data set. */
export function target(
  name: string,
  start: () => Promise<RealServer>,
  { keep = keepOnMlflow, artifacts = 'none', pointByPoint = false }: Fill,
  waivers: Target['waivers'] = [],
): Target {
  const stored = { datasets: true, files: true, models: artifacts === 'logged models', registry: true };
  return {
    name,
    keep,
    waivers,
    paramsAreText: true,
    ...(artifacts === 'none' ? {} : { artifacts: stored }),
    async open(data, id) {
      const server = await start();
      const { runIds } = await seedServer(server.url, data, { keep, artifacts, pointByPoint });
      return openMlflowTarget(server.url, id, runIds, () => server.stop(), 'everything');
    },
  };
}

/** Questions a server are multiplied by it: each costs as many pages as the server and the question need. */
export const scale = Number(process.env['LIVE_QUESTIONS'] ?? 1);
