import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assembleConfig } from '../../support/assemble.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// Ways to reach a server, on real ones.

let server: RealServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** What a gateway that was never asked before answers. */
async function ask(settings: Readonly<Record<string, unknown>>, document: string) {
  const gateway = await assembleConfig({ s: { tracker: 'mlflow', deadlineMs: 30_000, ...settings } });
  const answer = await gateway.execute(document);
  await gateway.close();
  return answer;
}

const basicAuth = (folder: string) => {
  const file = join(folder, 'auth.ini');
  writeFileSync(
    file,
    `[mlflow]\ndefault_permission = READ\ndatabase_uri = sqlite:///${folder}/auth.db\nadmin_username = admin\nadmin_password = correct-horse-7\nauthorization_function = mlflow.server.auth:authenticate_request_basic_auth\n`,
  );
  return { MLFLOW_AUTH_CONFIG_PATH: file, MLFLOW_FLASK_SERVER_SECRET_KEY: 'test' };
};

test('basic auth: the right password reads, a wrong one and none are UNAUTHENTICATED', async () => {
  server = await startMlflow('mlflow-3', ['--app-name', 'basic-auth'], basicAuth);
  const { url } = server;
  const auth = { type: 'basic', username: 'admin', password: 'correct-horse-7' };
  const good = await ask({ url, auth }, '{ projects { nodes { name } reports { state } } }');
  expect(good).toEqual({ data: { projects: { nodes: [{ name: 'Default' }], reports: [{ state: 'OK' }] } } });
  for (const settings of [
    { url },
    { url, auth: { ...auth, password: 'wrong' } },
    { url, auth: { type: 'bearer', token: 't' } },
  ]) {
    const { data } = await ask(settings, '{ projects { nodes { name } reports { state code } } }');
    expect(data).toEqual({ projects: { nodes: [], reports: [{ state: 'FAILED', code: 'UNAUTHENTICATED' }] } });
  }
});

test('a path prefix is part of the URL', async () => {
  server = await startMlflow('mlflow-3', ['--static-prefix', '/team/mlflow'], undefined, '/team/mlflow/health');
  const answer = await ask(
    { url: `${server.url}/team/mlflow/` },
    '{ sources { version } projects { nodes { name url } } }',
  );
  expect(answer).toMatchObject({
    data: {
      sources: [{ version: '3.17.2' }],
      projects: { nodes: [{ name: 'Default', url: `${server.url}/team/mlflow/#/experiments/0` }] },
    },
  });
  const without = await ask({ url: server.url }, '{ projects { reports { state code message } } }');
  expect(without.data).toMatchObject({ projects: { reports: [{ state: 'FAILED', code: 'PROTOCOL' }] } });
});

test('a workspace is read where the server has them, and only said to be useless where it has none', async () => {
  server = await startMlflow('mlflow-3', ['--enable-workspaces']);
  const { url } = server;
  const made = await fetch(`${url}/api/3.0/mlflow/workspaces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'team-a' }),
  });
  expect(made.ok).toBe(true);
  const created = await fetch(`${url}/api/2.0/mlflow/experiments/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-MLFLOW-WORKSPACE': 'team-a' },
    body: JSON.stringify({ name: 'only-here' }),
  });
  expect(created.ok).toBe(true);
  const inside = await ask({ url, workspace: 'team-a' }, '{ projects(search: "only") { nodes { name } } }');
  expect(inside.data).toEqual({ projects: { nodes: [{ name: 'only-here' }] } });
  // Asked first of all, before anything else has probed the server.
  const { experiment_id: id } = z.object({ experiment_id: z.string() }).parse(await created.json());
  const named = await ask({ url, workspace: 'team-a' }, `{ project(id: "s/${id}") { name } }`);
  expect(named).toEqual({ data: { project: { name: 'only-here' } } });
  const listed = await ask({ url, workspace: 'team-a' }, `{ runs(projects: ["s/${id}"]) { reports { state } } }`);
  expect(listed).toEqual({ data: { runs: { reports: [{ state: 'OK' }] } } });
  const foreign = await ask({ url, workspace: 'team-a' }, '{ project(id: "s/0") { name } }');
  expect(foreign.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const outside = await ask(
    { url },
    '{ projects(search: "only") { nodes { name } } sources { diagnostics { code } } }',
  );
  expect(outside.data).toEqual({ projects: { nodes: [] }, sources: [{ diagnostics: [] }] });
  await server.stop();
  server = await startMlflow('mlflow-2');
  const useless = await ask(
    { url: server.url, workspace: 'team-a' },
    '{ projects { nodes { name } } sources { diagnostics { code severity } } }',
  );
  expect(useless.data).toEqual({
    projects: { nodes: [{ name: 'Default' }] },
    sources: [{ diagnostics: [{ code: 'NO_WORKSPACES', severity: 'WARNING' }] }],
  });
});
