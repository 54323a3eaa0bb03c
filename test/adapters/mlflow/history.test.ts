import { openClient, type MlflowClient } from '../../../adapters/mlflow/client.ts';
import { dialectOf } from '../../../adapters/mlflow/dialect.ts';
import { getSeries } from '../../../adapters/mlflow/get-series.ts';
import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { callContext } from '../../support/call-context.ts';
import { startStub, type Respond, type StubServer } from '../../support/stub-server.ts';

let stub: StubServer | undefined;
afterEach(() => stub?.close());

interface Point {
  readonly run_id: string;
  readonly step: number;
  readonly value: number | string;
  readonly timestamp: number;
}

/** A server that holds these points, cuts bulk answers off at so many rows, and pages as MLflow does. */
function server(points: readonly Point[], rows = 25_000): Respond {
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const ids = url.searchParams.getAll('run_id');
    const mine = points
      .filter(({ run_id }) => ids.includes(run_id))
      .sort((a, b) => (a.run_id < b.run_id ? -1 : a.run_id > b.run_id ? 1 : a.timestamp - b.timestamp));
    const bulk = url.pathname.endsWith('get-history-bulk');
    const offset = Number(url.searchParams.get('page_token') ?? 0);
    const page = mine.slice(bulk ? 0 : offset, bulk ? rows : offset + rows);
    const more = !bulk && offset + rows < mine.length ? `,"next_page_token":"${String(offset + rows)}"` : '';
    const items = page.map((point) => JSON.stringify({ key: 'm', ...point }).replace('"value":"NaN"', '"value":NaN'));
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"metrics":[${items.join(',')}]${more}}`);
  };
}

async function read(respond: Respond, requests: readonly Partial<SeriesRequest>[], version = '2.9.0') {
  stub = await startStub(respond);
  const http = openHttpClient({ url: stub.url }, 4);
  const client: MlflowClient = openClient(http, '', () => ({}));
  const dialect = dialectOf({ version, server: '', workspaces: false });
  const base: SeriesRequest = {
    runId: 'a',
    projectId: '0',
    metric: 'm',
    context: null,
    from: null,
    to: null,
    maxPoints: null,
  };
  const answers = await getSeries(
    { client, context: callContext(), dialect },
    requests.map((request) => ({ ...base, ...request })),
  );
  http.close();
  return answers;
}

function seriesAt(answers: Awaited<ReturnType<typeof read>>, index: number): Series {
  const answer = answers[index];
  if (answer === undefined || isRungraphError(answer)) throw answer ?? new Error('no answer');
  return answer;
}

const pointsOf = (run_id: string, count: number): readonly Point[] =>
  Array.from({ length: count }, (_point, step) => ({ run_id, step, value: step / 10, timestamp: 1000 + step }));

test('one metric of many runs is one call, aligned with what was asked', async () => {
  const answers = await read(server([...pointsOf('a', 3), ...pointsOf('b', 2)]), [
    { runId: 'b' },
    { runId: 'none' },
    { runId: 'a' },
  ]);
  expect(stub?.requests).toHaveLength(1);
  expect(answers.map((_answer, index) => [...seriesAt(answers, index).values])).toEqual([[0, 0.1], [], [0, 0.1, 0.2]]);
  expect(seriesAt(answers, 0)).toMatchObject({ complete: true, totalPoints: 2 });
});

test('request lines stay below what gunicorn takes, and parts are of one size', async () => {
  const ids = Array.from({ length: 100 }, (_id, index) => index.toString(16).padStart(32, 'e'));
  await read(
    server([]),
    ids.map((runId) => ({ runId, metric: 'm'.repeat(250) })),
  );
  const lines = stub?.requests ?? [];
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(`${line} HTTP/1.1`.length).toBeLessThan(4094);
  expect(lines.map((line) => line.split('run_id=').length - 1)).toEqual([50, 50]);
});

test('an answer that is cut off in silence is noticed, and the rest is asked for again', async () => {
  const runs = ['a', 'b', 'c', 'd', 'e'];
  const points = runs.flatMap((runId) => pointsOf(runId, 9_000));
  const answers = await read(
    server(points),
    runs.map((runId) => ({ runId })),
  );
  expect(answers.map((_answer, index) => seriesAt(answers, index).values.length)).toEqual(runs.map(() => 9_000));
  expect(stub?.requests.length).toBeLessThan(6);
});

test('a run that alone is more than an answer holds is read by pages', async () => {
  const points = [...pointsOf('a', 60_000), ...pointsOf('b', 5)];
  const answers = await read(server(points), [{ runId: 'a' }, { runId: 'b' }]);
  expect([0, 1].map((index) => seriesAt(answers, index).values.length)).toEqual([60_000, 5]);
  expect(stub?.requests.filter((line) => line.includes('get-history?'))).toHaveLength(3);
});

test('exactly as many rows as an answer holds are not taken for a cut', async () => {
  const answers = await read(server(pointsOf('a', 25_000)), [{ runId: 'a' }]);
  expect(seriesAt(answers, 0)).toMatchObject({ complete: true, totalPoints: 25_000 });
});

test('a server without bulk history is read run by run', async () => {
  const answers = await read(server(pointsOf('a', 4)), [{ runId: 'a' }], '2.1.0');
  expect(seriesAt(answers, 0).values).toHaveLength(4);
  expect(stub?.requests[0]).toContain('get-history?');
});

test('a host that says it has bulk history and has not is read run by run', async () => {
  const respond: Respond = (request, response, body) => {
    if (request.url?.includes('bulk') === true) response.writeHead(404, { 'content-type': 'text/html' }).end('<html>');
    else server(pointsOf('a', 4))(request, response, body);
  };
  expect(seriesAt(await read(respond, [{ runId: 'a' }]), 0).values).toHaveLength(4);
});

test('pages that do not move on are a protocol error of that run, not an endless loop', async () => {
  const respond: Respond = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"metrics":[],"next_page_token":"same"}');
  };
  expect(await read(respond, [{ runId: 'a' }], '2.1.0')).toMatchObject([{ code: 'PROTOCOL' }]);
});

test('bare NaN, clipped infinities and steps beyond 2^53 survive', async () => {
  const respond: Respond = (_request, response) => {
    const rows = ['NaN', '1.7976931348623157e+308', '-1.7976931348623157e+308', '0.5'].map(
      (value, index) =>
        `{"run_id":"a","key":"m","value":${value},"timestamp":${String(index)},"step":900719925474099${String(index)}}`,
    );
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"metrics":[${rows.join(',')}]}`);
  };
  const series = seriesAt(await read(respond, [{ runId: 'a' }]), 0);
  expect([...series.values]).toEqual([Number.NaN, Infinity, -Infinity, 0.5]);
  expect(series.steps).toEqual([9007199254740990, 9007199254740991, 9007199254740992n, 9007199254740993n]);
});

test('points come by step, then time, though the server sends them by time', async () => {
  const rows: Point[] = [
    { run_id: 'a', step: 5, value: 1, timestamp: 10 },
    { run_id: 'a', step: 0, value: 2, timestamp: 20 },
    { run_id: 'a', step: 5, value: 3, timestamp: 5 },
    { run_id: 'a', step: -2, value: 4, timestamp: 30 },
  ];
  const series = seriesAt(await read(server(rows), [{ runId: 'a' }]), 0);
  expect([...series.steps]).toEqual([-2, 0, 5, 5]);
  expect([...series.values]).toEqual([4, 2, 3, 1]);
});

test('a range is cut out of the whole, both ends included', async () => {
  const answers = await read(server(pointsOf('a', 10)), [{ runId: 'a', from: 3, to: 5 }, { runId: 'a' }]);
  expect([...seriesAt(answers, 0).steps]).toEqual([3, 4, 5]);
  expect(stub?.requests).toHaveLength(1);
});

test('a run that fails leaves the others alone', async () => {
  const respond: Respond = (request, response, body) => {
    if (request.url?.includes('run_id=bad') === true) response.writeHead(500).end('oops');
    else server(pointsOf('a', 2))(request, response, body);
  };
  const answers = await read(respond, [{ runId: 'a' }, { runId: 'bad' }], '2.1.0');
  expect(seriesAt(answers, 0).values).toHaveLength(2);
  expect(answers[1]).toMatchObject({ code: 'UNAVAILABLE' });
});

test('sampled: one point more than the cap tells a thinned series from a whole one', async () => {
  const asked: URLSearchParams[] = [];
  const respond: Respond = (request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    asked.push(searchParams);
    const rows = [...pointsOf('a', 11), ...pointsOf('b', 10)].map((point) => ({ key: 'm', ...point }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ metrics: rows }));
  };
  const answers = await read(
    respond,
    [
      { runId: 'a', maxPoints: 10 },
      { runId: 'b', maxPoints: 10 },
    ],
    '3.17.2',
  );
  expect([0, 1].map((index) => seriesAt(answers, index).complete)).toEqual([false, true]);
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    max_results: '11',
    start_step: '-9223372036854775808',
    end_step: '9223372036854775807',
  });
});

test('sampled: where all runs share one set of steps, a run may have lost points though it has few', async () => {
  const respond: Respond = (_request, response) => {
    const rows = [...pointsOf('a', 3), ...pointsOf('b', 12)].map((point) => ({ key: 'm', ...point }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ metrics: rows }));
  };
  const few = await read(
    respond,
    [
      { runId: 'a', maxPoints: 10 },
      { runId: 'b', maxPoints: 10 },
    ],
    '2.22.5',
  );
  expect([0, 1].map((index) => seriesAt(few, index).complete)).toEqual([false, false]);
  await stub?.close();
  const enough = await read(
    respond,
    [
      { runId: 'a', maxPoints: 12 },
      { runId: 'b', maxPoints: 12 },
    ],
    '2.22.5',
  );
  expect([0, 1].map((index) => seriesAt(enough, index).complete)).toEqual([true, true]);
});

test('more points than the server thins out to are thinned out by the gateway, from all of them', async () => {
  await read(server(pointsOf('a', 5)), [{ runId: 'a', maxPoints: 2500 }], '3.17.2');
  expect(stub?.requests[0]).toContain('get-history-bulk?');
});
