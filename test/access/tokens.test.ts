import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHmac } from 'node:crypto';
import { SignJWT, exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTPayload } from 'jose';
import { serveTwoProjects, type ServedProjects } from '../support/access/serve-two-projects.ts';
import type { TokenIssuer } from '../../src/server/auth/auth-options.ts';
import { at } from '../support/json-at.ts';

// Tokens of an issuer that runs here, and what people try with them.

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let issuer = '';
let server: Server;
let good: Pair;
let other: Pair;
let published: JWK[] = [];
let waitMs = 0;
let asked = 0;
let open: ServedProjects | undefined;

beforeAll(async () => {
  good = await generateKeyPair('RS256', { extractable: true });
  other = await generateKeyPair('RS256', { extractable: true });
  server = createServer((request, response) => {
    asked += 1;
    const isDiscovery = request.url?.includes('openid-configuration') === true;
    const body = isDiscovery ? { issuer, jwks_uri: `${issuer}/jwks` } : { keys: published };
    setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)), waitMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  published = [{ ...(await exportJWK(good.publicKey)), kid: 'one', alg: 'RS256' }];
  waitMs = 0;
  asked = 0;
});

afterEach(async () => {
  await open?.close();
});

function start(more: Partial<TokenIssuer> = {}): Promise<ServedProjects> {
  const one = { issuer, audience: 'rungraph', jwksUrl: `${issuer}/jwks`, claim: 'scope', clockSkewS: 30 };
  return serveTwoProjects({ auth: { jwt: [{ ...one, algorithms: ['RS256'], ...more }] } }).then(
    (made) => (open = made),
  );
}

const now = (): number => Math.floor(Date.now() / 1000);
const claims = (more: JWTPayload = {}): JWTPayload => {
  return {
    iss: issuer,
    aud: 'rungraph',
    sub: 'ada',
    iat: now(),
    exp: now() + 600,
    scope: 'openid read:lab/po',
    ...more,
  };
};

function sign(payload: JWTPayload, pair: Pair = good, kid = 'one'): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(pair.privateKey);
}

async function ask(token: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ runs { nodes { name } } }' });
  const answer = await fetch(`${open?.server.url ?? ''}/graphql`, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.json() };
}

const seen = (answer: { readonly body: unknown }): unknown => at(answer.body, 'data', 'runs', 'nodes');

test('a token reads what its scopes say', async () => {
  await start();
  expect(seen(await ask(await sign(claims())))).toHaveLength(3);
  expect(seen(await ask(await sign(claims({ scope: 'read:*' }))))).toHaveLength(7);
  expect((await ask(await sign(claims({ scope: 'openid email' })))).status).toBe(403);
});

test('scopes may be a list, in a claim that the config names', async () => {
  await start({ claim: 'permissions' });
  expect(seen(await ask(await sign(claims({ scope: 'read:*', permissions: ['read:lab/po', 5] }))))).toHaveLength(3);
});

test('an issuer without jwksUrl tells where its keys are', async () => {
  await start({ jwksUrl: undefined });
  expect(seen(await ask(await sign(claims())))).toHaveLength(3);
});

test('one key for many questions at once, and no signature is checked twice', async () => {
  await start();
  const token = await sign(claims());
  await Promise.all(Array.from({ length: 20 }, () => ask(token)));
  expect(asked).toBe(1);
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const attacks: Readonly<Record<string, () => Promise<string>>> = {
  'no algorithm': () => Promise.resolve(`${part({ alg: 'none', kid: 'one' })}.${part(claims())}.`),
  'the algorithm None in other letters': () => Promise.resolve(`${part({ alg: 'nOnE' })}.${part(claims())}.`),
  'a symmetric signature made with the public key': async () => {
    const text = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims())}`;
    const signature = createHmac('sha256', await exportSPKI(good.publicKey))
      .update(text)
      .digest('base64url');
    return `${text}.${signature}`;
  },
  'another audience': () => sign(claims({ aud: 'billing' })),
  'no audience': async () => {
    const { aud: _aud, ...rest } = claims();
    return sign(rest);
  },
  'another issuer': () => sign(claims({ iss: 'https://evil.example.com' })),
  'a key of somebody else under a known name': () => sign(claims(), other),
  'a key that comes along in the header': async () => {
    const jwk = await exportJWK(other.publicKey);
    return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', jwk }).sign(other.privateKey);
  },
  'a place of keys that comes along in the header': () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid: 'two', jku: `${issuer}/evil` })
      .sign(other.privateKey),
  'an expired token': () => sign(claims({ exp: now() - 31 })),
  'no expiry': async () => {
    const { exp: _exp, ...rest } = claims();
    return sign(rest);
  },
  'a token that is good later': () => sign(claims({ nbf: now() + 120 })),
  'a token from the future': () => sign(claims({ iat: now() + 120 })),
  'a payload that was changed': async () => {
    const [head = '', , signature = ''] = (await sign(claims())).split('.');
    return `${head}.${part(claims({ scope: 'admin:*' }))}.${signature}`;
  },
  'an unknown extension that must be understood': () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', kid: 'one', crit: ['urn:x'], 'urn:x': 1 })
      .sign(good.privateKey, { crit: { 'urn:x': true } }),
  nonsense: () => Promise.resolve('a.b.c'),
};

test.each(Object.entries(attacks))('%s is refused', async (_name, make) => {
  await start();
  const token = await make();
  const { status, body } = await ask(token);
  expect(status).toBe(401);
  expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('UNAUTHENTICATED');
  expect(JSON.stringify(body)).not.toContain(token);
});

test('a clock that is a little wrong is forgiven', async () => {
  await start();
  expect((await ask(await sign(claims({ exp: now() - 10 })))).status).toBe(200);
  expect((await ask(await sign(claims({ iat: now() + 10, nbf: now() + 10 })))).status).toBe(200);
});

test('keys are changed while the gateway runs', async () => {
  await start();
  expect((await ask(await sign(claims()))).status).toBe(200);
  published = [...published, { ...(await exportJWK(other.publicKey)), kid: 'two', alg: 'RS256' }];
  // Within the pause after the last look nobody is asked again.
  expect((await ask(await sign(claims({ sub: 'b' }), other, 'two'))).status).toBe(401);
  expect(asked).toBe(1);
});

test('after the pause the new key is known, and the old one is no more', async () => {
  const [before, after] = [await sign(claims()), await sign(claims({ sub: 'b' }), other, 'two')];
  const began = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => began);
  try {
    await start();
    expect((await ask(before)).status).toBe(200);
    published = [{ ...(await exportJWK(other.publicKey)), kid: 'two', alg: 'RS256' }];
    clock.mockImplementation(() => began + 61_000);
    expect([(await ask(after)).status, asked]).toEqual([200, 2]);
    // It was believed for a minute, and its signature is looked at again.
    expect([(await ask(before)).status, asked]).toEqual([401, 2]);
  } finally {
    clock.mockRestore();
  }
});

test('an unknown key and a slow issuer keep nobody waiting whose key is known', async () => {
  await start();
  const known = await sign(claims());
  expect((await ask(known)).status).toBe(200);
  waitMs = 30_000;
  const unknown = ask(await sign(claims(), other, 'nobody'));
  await sleep(50);
  expect((await ask(await sign(claims({ sub: 'grace' })))).status).toBe(200);
  expect((await unknown).status).toBe(401);
});

test('an issuer that tells no keys is said to be away, and the token is not said to be bad', async () => {
  await start({ jwksUrl: 'http://127.0.0.1:1/jwks' });
  const { status, body } = await ask(await sign(claims()));
  expect(status).toBe(503);
  expect(at(body, 'errors', 0, 'extensions', 'code')).toBe('UNAVAILABLE');
});
