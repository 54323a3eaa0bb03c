import { usualExports } from '../../../src/server/exports/exports-settings.ts';
import { serveTwoProjects } from '../../support/access/serve-two-projects.ts';
import { startStub } from '../../support/stub-server.ts';
import { installClient, linesOf, scriptAt, type InstalledClient } from './install-client.ts';

// The Python client where something is in its way.

let client: InstalledClient;

beforeAll(() => {
  client = installClient();
});

afterAll(() => {
  client.remove();
});

test('asks again what may help, as late as it is told, and takes no part for the whole', async () => {
  const printed = await client.run({}, scriptAt('troubles.py'));
  expect(linesOf(printed)).toEqual([
    'asked again',
    'as late as told',
    'asked once',
    'broken answers',
    'missing parts',
    'files',
  ]);
});

test('is let in by its token alone, and waits where too many exports are under way', async () => {
  let hold = false;
  const waiting: (() => void)[] = [];
  const two = await serveTwoProjects(
    { exports: { ...usualExports, folder: client.folder, concurrent: 1 } },
    {
      wrap: (adapter) => ({
        ...adapter,
        async searchRuns(...args) {
          if (hold) await new Promise<void>((resolve) => waiting.push(resolve));
          return adapter.searchRuns(...args);
        },
      }),
    },
  );
  const statuses: number[] = [];
  const proxy = await startStub((request, response, body) => {
    const { authorization } = request.headers;
    hold = statuses.at(-1) === 200;
    void two
      .fetchAs(null, request.url ?? '', {
        method: request.method ?? '',
        headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        ...(request.method === 'POST' ? { body } : {}),
      })
      .then(async (answer) => {
        statuses.push(answer.status);
        // The second export was told to wait: the first one may go on.
        if (answer.status === 429) for (const go of waiting.splice(0)) go();
        hold &&= answer.status !== 429;
        const sent = Buffer.from(await answer.arrayBuffer());
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(sent);
      });
  });
  const printed = await client.run({}, scriptAt('guarded.py'), proxy.url, two.keys.read);
  expect(linesOf(printed)).toEqual(['let in by its token alone', 'both exports came']);
  expect(statuses).toEqual([...new Array<number>(8).fill(401), 200, 429, 200, 200]);
  await proxy.close();
  await two.close();
});
