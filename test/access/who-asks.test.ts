import { request } from 'node:http';
import { rightsOf } from '../../src/core/access/rights.ts';
import { parseScope } from '../../src/core/access/scope-settings.ts';
import { secret } from '../support/access/two-projects.ts';
import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import { logLines } from '../support/log-lines.ts';
import { at } from '../support/json-at.ts';

let open: ServedProjects | undefined;

afterEach(async () => {
  await open?.close();
});

const names = '{ runs { nodes { name } } }';
const code = (answer: unknown): unknown => at(answer, 'errors', 0, 'extensions', 'code');

test('a key reads what its scopes say; without one nobody is let in', async () => {
  open = await serveTwoProjects();
  expect(at(await open.askAs('read', names), 'data', 'runs', 'nodes')).toHaveLength(3);
  expect(JSON.stringify(await open.askAs('admin', names))).toContain(secret);
  const refused = await open.fetchAs(null, '/graphql?query={runs{nodes{name}}}');
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="rungraph"');
  expect(code(await refused.json())).toBe('UNAUTHENTICATED');
});

test.each(['Bearer rg_wrong', 'Basic YWJj', 'Bearer', 'Bearer a b', 'bearer ey.ey.ey', `Bearer ${'x'.repeat(9_000)}`])(
  'a credential that is not good is refused, also where anonymous callers may read: %.20s',
  async (authorization) => {
    open = await serveTwoProjects({ auth: { anonymous: { scopes: ['read:*'] } } });
    const { server } = open;
    const answer = await fetch(`${server.url}/graphql?query=${names}`, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain(authorization.slice(7) || 'open');
    // Health is asked by balancers, whose headers are nobody's business.
    expect((await fetch(`${server.url}/health/live`, { headers: { authorization } })).status).toBe(200);
  },
);

test('anonymous callers get what the config gives them', async () => {
  open = await serveTwoProjects({ auth: { anonymous: { scopes: ['read:lab/po'] } } });
  expect(at(await open.askAs(null, names), 'data', 'runs', 'nodes')).toHaveLength(3);
});

/** With any Host, which fetch does not send. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql?query={__typename}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('without keys the owner of the machine may do everything, and nobody else anything', async () => {
  open = await serveTwoProjects({ auth: { keys: [] } });
  const { url } = open.server;
  expect(await statusOf(url, {})).toBe(200);
  expect((await open.fetchAs(null, '/metrics')).status).toBe(200);
  expect(await statusOf(url, { 'x-forwarded-for': '10.0.0.7' })).toBe(401);
  expect(await statusOf(url, { forwarded: 'for=10.0.0.7' })).toBe(401);
  expect(await statusOf(url, { host: 'rebound.example.com' })).toBe(401);
  // The header is for trackers, as long as the gateway wants none itself.
  expect(await statusOf(url, { authorization: 'Bearer x' })).toBe(200);
});

test('without keys nobody is let in by another address than loopback', async () => {
  open = await serveTwoProjects({ host: '0.0.0.0', auth: { keys: [] } });
  const port = new URL(open.server.url).port;
  expect(await statusOf(`http://127.0.0.1:${port}`, {})).toBe(401);
});

test('kept answers are those of callers with equal rights', async () => {
  open = await serveTwoProjects();
  for (const who of ['admin', 'read', 'admin', 'read', 'other'] as const) {
    const text = JSON.stringify(await open.askAs(who, '{ runs { nodes { name } } }'));
    expect(text.includes(secret)).toBe(who === 'admin');
    expect(text.includes('open one')).toBe(who !== 'other');
  }
});

test('a file is sent to who may read its project, no matter who got the address', async () => {
  open = await serveTwoProjects();
  const of = (id: string) => `{ artifact(id: "lab/${id}") { files { nodes { downloadUrl } } } }`;
  const address = async (id: string) =>
    String(at(await open?.askAs('admin', of(id)), 'data', 'artifact', 'files', 'nodes', 0, 'downloadUrl'));
  const [own, hidden] = [await address('art-o'), await address('art-x')];
  expect(await (await open.fetchAs('read', own)).text()).toBe('open file');
  expect((await open.fetchAs(null, own)).status).toBe(401);
  expect((await open.fetchAs('other', own)).status).toBe(404);
  const refused = await open.fetchAs('read', hidden);
  expect(refused.status).toBe(404);
  expect(await refused.text()).not.toContain(secret);
  expect(await (await open.fetchAs('admin', hidden)).text()).toBe(secret);
});

test('details of health and metrics are for who keeps the gateway', async () => {
  open = await serveTwoProjects();
  for (const who of [null, 'read', 'write'] as const) {
    const health = await open.fetchAs(who, '/health/ready');
    expect(Object.keys((await health.json()) as object)).toEqual(['status']);
    expect((await open.fetchAs(who, '/metrics')).status).toBe(who === null ? 401 : 403);
  }
  const text = JSON.stringify(await (await open.fetchAs('admin', '/health/ready')).json());
  expect(text).toContain('vault');
  expect((await open.fetchAs('admin', '/metrics')).status).toBe(200);
});

test('the log names who asks, and holds no key', async () => {
  const { log, lines } = logLines();
  open = await serveTwoProjects({ log });
  await open.askAs('read', names);
  await open.askAs('admin', '{ nothing }');
  await fetch(`${open.server.url}/graphql`, { headers: { authorization: 'Bearer rg_guessed' } });
  const text = JSON.stringify(lines);
  expect(text).toContain('"who":"key read"');
  expect(text).not.toMatch(/rg_/);
});

test('a key of the right form that is not known is refused however much of it is right', async () => {
  open = await serveTwoProjects();
  const right = open.keys.read;
  const wrong = [right.slice(0, -1), `${right}0`, right.toUpperCase(), ` ${right.slice(1)}`, `${right}\u00e9`];
  for (const key of wrong) {
    const headers = { authorization: Buffer.from(`Bearer ${key}`, 'utf8').toString('latin1') };
    expect(await statusOf(open.server.url, headers)).toBe(401);
  }
});

test.each([
  'Read:lab/po',
  'read',
  'read:',
  'read:lab',
  'read:/po',
  'read:lab/',
  'see:lab/po',
  'read:lab/a,b',
  'read:a/%',
])('%s is no scope', (scope) => {
  expect(parseScope(scope)).toBeUndefined();
});

test('the first slash parts source and project; stars match slashes; names are percent-encoded', () => {
  expect(parseScope('read:wandb/team/vision')).toEqual({ verb: 'read', source: 'wandb', project: 'team/vision' });
  expect(parseScope('write:*/a%20b%2Cc')).toEqual({ verb: 'write', source: '*', project: 'a b,c' });
  const rights = rightsOf(['read:w*/team/*', 'openid', 'profile']);
  const named = (name: string) => ({ nativeId: name, name });
  expect(rights.may('read', 'wandb', named('team/a/b'))).toBe(true);
  expect(rights.may('read', 'wandb', named('other/a'))).toBe(false);
  expect(rights.may('admin', 'wandb', named('team/a'))).toBe(false);
});
