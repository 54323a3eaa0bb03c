import { assembleConfig } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// One experiment keeps its files in a bucket that nobody can reach. The server answers 500 about those, and serves others.

let server: RealServer;
let gateway: Gateway;
const runs = new Map<string, readonly string[]>();

beforeAll(async () => {
  server = await startMlflow('mlflow-3');
  for (const [name, location] of [
    ['dead', 's3://a-bucket-that-is-not-there/runs'],
    ['healthy', undefined],
  ] as const) {
    const body = { name, ...(location === undefined ? {} : { artifact_location: location }) };
    const experiment = at(await post(server.url, 'experiments/create', body), 'experiment_id');
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const run = await post(server.url, 'runs/create', { experiment_id: experiment, start_time: index });
      ids.push(String(at(run, 'run', 'info', 'run_id')));
    }
    runs.set(name, ids);
  }
  gateway = await assembleConfig({ real: { tracker: 'mlflow', url: server.url } });
});

afterAll(async () => {
  await gateway.close();
  await server.stop();
});

async function filesOf(run: string): Promise<unknown> {
  const files = 'produced { nodes { files { nodes { path } reports { state code } } } }';
  const { data } = await gateway.execute(`{ run(id: "real/${run}") { ${files} } }`);
  return listAt(listAt(data, 'run', 'produced', 'nodes')[0], 'files', 'reports')[0];
}

test('a store that is out of reach is left alone, and the files of others are listed all the while', async () => {
  const states: unknown[] = [];
  for (const run of runs.get('dead') ?? []) states.push(at(await filesOf(run), 'state'));
  for (const run of runs.get('healthy') ?? []) expect(await filesOf(run)).toEqual({ state: 'OK', code: null });
  expect(new Set(states)).toEqual(new Set(['FAILED', 'SKIPPED']));
  const { data } = await gateway.execute('{ source(id: "real") { state } }');
  expect(data).toEqual({ source: { state: 'DEGRADED' } });
});
