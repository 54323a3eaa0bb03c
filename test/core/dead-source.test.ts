import { createServer, type Server, type Socket } from 'node:net';
import { trackers } from '../../adapters/registry.ts';
import { assembleConfig } from '../support/assemble.ts';
import { at, listAt } from '../support/json-at.ts';
import { logLines } from '../support/log-lines.ts';
import { startStub } from '../support/stub-server.ts';

// A tracker that was dead before the gateway started: what its answers cost, what the breaker says, and what the log does.

const kind = trackers.find(({ emulate }) => emulate !== undefined)?.kind ?? '';
const refusing = 'http://127.0.0.1:1';
let silent: Server | undefined;
const sockets = new Set<Socket>();

beforeAll(async () => {
  silent = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => silent?.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent?.close();
});

function silentUrl(): string {
  const address = silent?.address();
  return `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
}

const nothing = '{ runs(first: 1) { reports { state code upstreamCalls } } }';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test.each([
  ['a refused connection', () => ({ url: refusing }), 'UNAVAILABLE'],
  ['a tracker that never answers', () => ({ url: silentUrl(), deadlineMs: 300 }), 'TIMEOUT'],
])('%s counts as the call that it was', async (_name, source, code) => {
  const gateway = await assembleConfig({ dead: { tracker: kind, ...source() } });
  const list = { reports: [{ state: 'FAILED', code, upstreamCalls: 1 }] };
  expect((await gateway.execute(nothing)).data).toEqual({ runs: list });
  // The failure is remembered for a moment: nothing is sent.
  const again = { reports: [{ state: 'FAILED', code, upstreamCalls: 0 }] };
  expect((await gateway.execute(nothing)).data).toEqual({ runs: again });
  await gateway.close();
});

test('a probe that was waited for before the list began is told by the list, once', async () => {
  const gateway = await assembleConfig({ dead: { tracker: kind, url: refusing } });
  const document = `{
    first: runs(projects: ["dead/0"]) { reports { upstreamCalls } }
    second: runs(projects: ["dead/0"]) { reports { upstreamCalls } }
  }`;
  const { data } = await gateway.execute(document);
  const calls = ['first', 'second'].map((name) => at(data, name, 'reports', 0, 'upstreamCalls'));
  expect(calls.sort()).toEqual([0, 1]);
  await gateway.close();
});

test('probes that fail open the breaker; then the tracker is left alone', async () => {
  const { log } = logLines();
  const gateway = await assembleConfig({ dead: { tracker: kind, url: refusing } }, { log });
  const source = gateway.sources.get('dead');
  for (let probes = 0; probes < 5; probes += 1) await source?.probe.refresh().catch(() => undefined);
  expect(await gateway.metrics.text(gateway.sources)).toContain(
    'rungraph_breaker_state{source="dead",group="runs",state="OPEN"} 1',
  );
  await expect(source?.probe.refresh()).rejects.toMatchObject({ asked: false });
  const answer = await gateway.execute(nothing);
  expect(listAt(answer.data, 'runs', 'reports')).toEqual([{ state: 'SKIPPED', code: 'UNAVAILABLE', upstreamCalls: 0 }]);
  await gateway.close();
});

test('a state that lasts is logged when it begins and when it ends, however many ask meanwhile', async () => {
  let broken = false;
  const emulator = await trackers.find((tracker) => tracker.kind === kind)?.emulate?.({ port: 0, empty: false });
  const target = emulator?.url ?? '';
  const stub = await startStub((request, response, body) => {
    if (broken) {
      response.destroy();
      return;
    }
    const options = { method: request.method ?? 'GET', headers: { 'content-type': 'application/json' } };
    void fetch(target + (request.url ?? ''), body === '' ? options : { ...options, body }).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    });
  });
  const { log, warnings } = logLines();
  const gateway = await assembleConfig({ lab: { tracker: kind, url: stub.url } }, { log });
  const ask = () => gateway.execute(nothing);
  await ask();
  expect(warnings()).toEqual([]);
  broken = true;
  for (let asked = 0; asked < 8; asked += 1) await ask();
  const begun = warnings();
  expect(begun.map(({ fields }) => [fields['source'], fields['code']])).toEqual(
    begun.map(() => ['lab', 'UNAVAILABLE']),
  );
  expect(new Set(begun.map(({ fields }) => fields['group'])).size).toBe(begun.length);
  broken = false;
  while (at((await ask()).data, 'runs', 'reports', 0, 'state') !== 'OK') await pause(100);
  const ended = warnings().slice(begun.length);
  expect(ended.map(({ fields }) => fields['group']).sort()).toEqual(begun.map(({ fields }) => fields['group']).sort());
  expect(ended.map(({ message }) => message)).toEqual(begun.map(() => 'lab answers again.'));
  await ask();
  expect(warnings()).toHaveLength(begun.length + ended.length);
  await gateway.close();
  await stub.close();
  await emulator?.close();
});

test('a dead tracker is one line, however many questions fail', async () => {
  const { log, warnings } = logLines();
  const gateway = await assembleConfig({ dead: { tracker: kind, url: refusing } }, { log });
  for (let asked = 0; asked < 4; asked += 1) await gateway.execute(nothing);
  await pause(2_100);
  for (let asked = 0; asked < 4; asked += 1) await gateway.execute(nothing);
  expect(warnings().map(({ fields }) => fields)).toEqual([
    expect.objectContaining({ source: 'dead', group: 'runs', code: 'UNAVAILABLE', traceId: 'local' }),
  ]);
  await gateway.close();
});
