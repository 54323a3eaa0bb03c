import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { openAimTarget } from '../../adapters/aim/open-target.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import type { RealServer } from '../support/server.ts';
import { seedRepo, type Repo } from './repos.ts';
import { healthPath, startAim } from './servers.ts';

// What only a real server has: its notes, its system params, its deletions.

const start = Date.UTC(2026, 0, 5);
const data: SampleData = {
  projects: [{ name: 'it\'s "one"', description: 'quoted', createdAt: start }],
  runs: Array.from({ length: 8 }, (_run, index) =>
    plainRun({
      key: `r${index}`,
      project: 'it\'s "one"',
      name: `r${index}`,
      startedAt: start + index * 1000,
      endedAt: start + 60_000,
    }),
  ),
};
const system = {
  arguments: ['train.py', '--lr', '0.1'],
  executable: '/usr/bin/python3',
  packages: { torch: '2.1' },
  env_variables: { HOME: 'a value that may be secret' },
  git_info: {
    branch: 'main',
    remote_origin_url: 'https://git.example.com/x.git',
    commit: { hash: 'abc1234', author: 'Ada' },
  },
};
const params = [
  { path: ['model'], value: { encoder: { depth: 3 }, layers: [{ units: 8 }, { units: 4 }], none: {} } },
  { path: ['big'], value: 2n ** 60n + 1n },
  { path: ['__proto__'], value: 1 },
];

let repo: Repo | undefined;
let server: RealServer | undefined;
let target: OpenTarget | undefined;

beforeAll(async () => {
  repo = seedRepo(data, (key) => (key === 'r7' ? { systemParams: system, params } : {}));
  server = await startAim(repo.folder);
  target = await openAimTarget(server.url, 'lab', repo.runIds, () => Promise.resolve());
});

afterAll(async () => {
  await target?.close();
  await server?.stop();
  repo?.remove();
});

const idOf = (key: string): string => repo?.runIds.get(key) ?? '';
const ask = async (document: string): Promise<unknown> => {
  const { data: answer, errors } = (await target?.gateway.execute(document)) ?? {};
  expect(errors).toBeUndefined();
  return answer;
};
const write = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${server?.url ?? ''}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test('NESTED PARAMS are flattened, int64 is exact, and what has no value is in native', async () => {
  const answer = await ask(`{ run(id: "lab/${idOf('r7')}") { params { key value } native } }`);
  const found = listAt(at(answer, 'run'), 'params').map((param) => [at(param, 'key'), at(param, 'value')] as const);
  expect(Object.fromEntries(found.filter(([key]) => key !== '__proto__'))).toEqual({
    'model.encoder.depth': 3,
    'model.layers.0.units': 8,
    'model.layers.1.units': 4,
    big: '1152921504606846977',
  });
  expect(found).toContainEqual(['__proto__', 1]);
  expect(at(answer, 'run', 'native', 'otherParams')).toEqual({ 'model.none': {} });
  const byPath = '{ runs(filter: { param: { key: "model.layers.1.units", eq: 4 } }) { nodes { name } } }';
  expect(await ask(byPath)).toEqual({ runs: { nodes: [{ name: 'r7' }] } });
});

test('SYSTEM PARAMS are provenance, and values of environment variables are nowhere', async () => {
  const fields = 'git { commit branch repository } entryPoint arguments packages { name version }';
  const answer = await ask(`{ run(id: "lab/${idOf('r7')}") { provenance { ${fields} } native } }`);
  expect(at(answer, 'run', 'provenance')).toEqual({
    git: { commit: 'abc1234', branch: 'main', repository: 'https://git.example.com/x.git' },
    entryPoint: 'train.py',
    arguments: ['--lr', '0.1'],
    packages: [{ name: 'torch', version: '2.1' }],
  });
  expect(at(answer, 'run', 'native', 'system', 'environmentNames')).toEqual(['HOME']);
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('NOTES of Aim are in native, at the price of one call and one a run that has some', async () => {
  expect((await write('POST', `/runs/${idOf('r3')}/note/`, { content: 'look again' })).status).toBe(201);
  const answer = await ask('{ runs { nodes { name native } reports { upstreamCalls } } }');
  const notes = listAt(at(answer, 'runs'), 'nodes').map((node) => [
    at(node, 'name'),
    listAt(at(node, 'native'), 'notes'),
  ]);
  expect(notes.filter(([, list]) => Array.isArray(list) && list.length > 0)).toMatchObject([
    ['r3', [{ content: 'look again' }]],
  ]);
  expect(at(listAt(at(answer, 'runs'), 'reports')[0], 'upstreamCalls')).toBe(3);
});

test('ARCHIVED THAT WAS NEVER SET, and set to null by an update, is not archived', async () => {
  expect((await write('PUT', `/runs/${idOf('r2')}/`, { name: 'renamed' })).status).toBe(200);
  const answer = await ask('{ runs { nodes { name archived } } }');
  expect(listAt(at(answer, 'runs'), 'nodes')).toContainEqual({ name: 'renamed', archived: false });
  const missed = await ask('{ runs(archived: ONLY) { nodes { name } } }');
  expect(missed).toEqual({ runs: { nodes: [] } });
});

test('AN UNKNOWN OFFSET starts the server from its first run; the list goes on where it was', async () => {
  const page = 'nodes { name } pageInfo { endCursor } reports { upstreamCalls }';
  const first = await ask(`{ runs(first: 3) { ${page} } }`);
  expect(listAt(at(first, 'runs'), 'nodes')).toEqual([{ name: 'r7' }, { name: 'r6' }, { name: 'r5' }]);
  expect((await write('DELETE', `/runs/${idOf('r5')}/`)).status).toBe(200);
  const after = JSON.stringify(at(first, 'runs', 'pageInfo', 'endCursor'));
  const second = await ask(`{ runs(first: 3, after: ${after}) { ${page} } }`);
  expect(listAt(at(second, 'runs'), 'nodes')).toEqual([{ name: 'r4' }, { name: 'r3' }, { name: 'renamed' }]);
});

test('a BASE PATH is part of the URL, and a wrong one is said to be', async () => {
  const based = await startAim(repo?.folder ?? '', {
    extra: ['--base-path', '/team/aim'],
    health: `/team/aim${healthPath}`,
  });
  const documents = '{ projects { nodes { name } reports { state code message } } }';
  const right = await openAimTarget(`${based.url}/team/aim/`, 'a', new Map(), () => Promise.resolve());
  const wrong = await openAimTarget(`${based.url}/team`, 'a', new Map(), () => based.stop());
  expect(await right.gateway.execute(documents)).toMatchObject({ data: { projects: { reports: [{ state: 'OK' }] } } });
  expect(await wrong.gateway.execute(documents)).toMatchObject({
    data: {
      projects: { reports: [{ state: 'FAILED', code: 'PROTOCOL', message: expect.stringContaining('base path') }] },
    },
  });
  await right.close();
  await wrong.close();
});
