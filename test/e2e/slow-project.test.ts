import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { startMlflowEmulator, type MlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../src/emulator-kit/sample/build-run.ts';
import { serveConfig, type ServedConfig } from '../support/serve-config.ts';

// A tracker that does not come back with the runs of one project, asked by many for just those.

let tracker: MlflowEmulator;
let door: Server;
let server: ServedConfig;
const held: (() => void)[] = [];

beforeAll(async () => {
  const at = Date.UTC(2026, 0, 1);
  const projects = ['slow', 'quick'].map((name) => ({ name, description: null, createdAt: at }));
  const runs = projects.flatMap(({ name }) =>
    Array.from({ length: 3 }, (_run, index) => {
      const key = `${name}-${String(index)}`;
      return plainRun({ key, project: name, name: key, startedAt: at + index });
    }),
  );
  tracker = await startMlflowEmulator({ port: 0, data: { projects, runs } });
  door = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      if (body.includes(`"${tracker.projectIds.get('slow') ?? ''}"`)) await new Promise<void>((go) => held.push(go));
      const { method = 'GET', url = '' } = request;
      const asked = method === 'GET' ? {} : { body, headers: { 'content-type': 'application/json' } };
      const answer = await fetch(tracker.url + url, { method, ...asked });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    })();
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  server = await serveConfig({ sources: { team: { tracker: 'mlflow', url, concurrency: 4 } } });
});

afterAll(async () => {
  await server.close();
  door.close();
  await tracker.close();
});

async function ask(project: string, first: number): Promise<unknown> {
  const id = `team/${tracker.projectIds.get(project) ?? ''}`;
  const query = `{ runs(projects: ["${id}"], first: ${String(first)}) { nodes { name } reports { state code } } }`;
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return answer.json();
}

test('a tracker that answers slowly for one project does not stop the others', async () => {
  const well = { data: { runs: { reports: [{ state: 'OK', code: null }] } } };
  await ask('quick', 50);
  const slow = Array.from({ length: 12 }, (_question, at) => ask('slow', at + 1));
  while (held.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  for (let first = 1; first <= 5; first += 1) expect(await ask('quick', first)).toMatchObject(well);
  // All that the project may take at a time, and none of them answered so far.
  expect(held).toHaveLength(3);
  const drain = setInterval(() => held.splice(0).forEach((go) => go()), 5);
  for (const answer of await Promise.all(slow)) expect(answer).toMatchObject(well);
  clearInterval(drain);
});
