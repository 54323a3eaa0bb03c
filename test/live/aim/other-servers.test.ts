import { openAimTarget } from '../../adapters/aim/open-target.ts';
import { startFastTrackMl } from '../mlflow/servers.ts';
import type { RealServer } from '../support/server.ts';
import { startAim4 } from './servers.ts';

// Real servers of other products at the URL of an Aim source: each is named, with what to do about it.

let server: RealServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** What a list, a run by its id and the state of the source say at a URL. */
async function ask(url: string): Promise<unknown> {
  const target = await openAimTarget(url, 'lab', new Map(), () => Promise.resolve());
  const reports = 'nodes { __typename } reports { state code message }';
  const answer = await target.gateway.execute(
    `{ runs { ${reports} } projects { ${reports} } run(id: "lab/5aa1") { name } }`,
  );
  await target.close();
  return answer;
}

function refusal(message: string): object {
  const code = 'PROTOCOL';
  const list = { nodes: [], reports: [{ state: 'FAILED', code, message: expect.stringContaining(message) }] };
  return {
    data: { runs: list, projects: list, run: null },
    errors: [{ path: ['run'], message: expect.stringContaining(message), extensions: { code } }],
  };
}

test.each(['', '/aim', '/ns/default/aim/', '/ns/default'])(
  'FASTTRACKML 0.6.0 at an Aim URL that ends in "%s" is named, and how to read it',
  async (path) => {
    server = await startFastTrackMl();
    expect(await ask(server.url + path)).toMatchObject(refusal('FastTrackML server answers there'));
    expect(await ask(server.url + path)).toMatchObject(refusal('`tracker: mlflow`'));
  },
);

test('AIM 4.0.3 at an Aim URL is named, and a wrong path of it is said to be one', async () => {
  server = await startAim4();
  expect(await ask(server.url)).toMatchObject(refusal('An Aim 4 server answers there'));
  expect(await ask(`${server.url}/team`)).toMatchObject(refusal('base path'));
});
