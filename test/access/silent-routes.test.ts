import { fastify } from 'fastify';
import { addAccess, type RouteAccess } from '../../src/server/auth/route-access.ts';
import { owner } from '../../src/server/auth/caller.ts';

// A route that does not say who may use it is never served.

function start(access: RouteAccess | undefined) {
  const app = fastify();
  addAccess(
    app,
    () => Promise.resolve(owner),
    () => Promise.resolve(),
  );
  app.get('/new', { config: access === undefined ? {} : { access } }, () => 'here');
  return app;
}

test('the server does not start with a route that has no rule, and says which', async () => {
  await expect(start(undefined).ready()).rejects.toThrow(
    'The route GET /new does not say who may use it: config.access.',
  );
});

test.each(['open', 'caller', 'admin'] as const)('it starts with one that is %s', async (access) => {
  const app = start(access);
  await app.ready();
  expect((await app.inject('/new')).body).toBe('here');
  await app.close();
});
