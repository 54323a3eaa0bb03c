import { mlflow } from '../../../adapters/mlflow/index.ts';
import { gridOf } from '../../../bench/support/runs.ts';
import { seedServer } from '../../adapters/mlflow/seed-server.ts';
import { checkToxics, recover } from '../../support/check-toxics.ts';
import { startPoisonedGateway, toxics, type PoisonedGateway } from '../../support/poisoned-gateway.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// A real server behind connections that are spoiled in eight ways, beside three sources that are well.

let server: RealServer | undefined;
let gateway: PoisonedGateway | undefined;
beforeAll(async () => {
  server = await startMlflow('mlflow-3');
  await seedServer(server.url, gridOf({ runs: 20, params: 20, metrics: 2, points: 1 }), { artifacts: 'none' });
  // A server that is well takes more than a second for an answer when its machine is busy.
  gateway = await startPoisonedGateway({ tracker: mlflow.kind, url: server.url, deadlineMs: 5000 });
  // Each of its workers is slow the first time.
  for (let asked = 0; asked < 10; asked += 1) await gateway.ask();
});
afterAll(async () => {
  await gateway?.close();
  await server?.stop();
});

test.each(toxics)('%j: the question is answered, and what is missing is labelled', async (toxic, expected) => {
  if (gateway === undefined) throw new Error('no gateway');
  await checkToxics(gateway, toxic, expected, 3);
  await recover(gateway);
});
