import { describeConformance } from '../conformance/suite.ts';
import { keepOnMlflow } from '../adapters/mlflow/limitations.ts';
import { openMlflowTarget } from '../adapters/mlflow/open-target.ts';
import { seedServer } from '../adapters/mlflow/seed-server.ts';

const url = process.env['LAB_URL'] ?? '';
describeConformance(
  {
    name: url,
    keep: keepOnMlflow,
    paramsAreText: true,
    openMs: 300_000,
    async open(data) {
      const { runIds } = await seedServer(url, data, { datasets: url.endsWith('11') });
      return openMlflowTarget(url, runIds, () => Promise.resolve());
    },
  },
  { questions: Number(process.env['Q'] ?? 100), seed: 1 },
);
