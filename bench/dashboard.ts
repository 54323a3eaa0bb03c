import { setTimeout as sleep } from 'node:timers/promises';
import { startMlflowEmulator } from '../adapters/mlflow/emulator/start.ts';
import type { SampleData } from '../src/emulator-kit/sample/sample-data.ts';
import { startRedis } from '../test/live/redis/servers.ts';
import { heading, line, ms, quantile } from './support/print.ts';
import { gridOf } from './support/runs.ts';
import { startServed } from './support/served.ts';

const viewers = 100;
const seconds = 60;
const replicas = 3;

const fields = 'ref name status startedAt params { key value } metrics { key last }';
/** What a dashboard of a team shows. */
const queries = [
  `{ runs(first: 20) { nodes { ${fields} } totalCount } }`,
  `{ runs(first: 10, orderBy: [{ by: { metric: { key: "metric_0" } }, direction: DESC }]) { nodes { ${fields} } } }`,
  `{ runs(first: 50, filter: { status: { eq: RUNNING } }) { nodes { ref name durationMs metrics { key last } } } }`,
  '{ runs(first: 5) { nodes { name metric(key: "metric_1") { series(maxPoints: 100) { steps values } } } } }',
  '{ runs(first: 100) { table(columns: [{ value: { param: "param_1" } }, { value: { metric: { key: "metric_2" } } }]) { refs columns { name values } } } }',
  '{ sources { name state } projects { nodes { name } } }',
] as const;

/** Many who look at the same, and how seldom the tracker hears of it. */
export async function dashboard(): Promise<void> {
  const who = `${String(viewers)} viewers of a dashboard of ${String(queries.length)} queries`;
  heading(`${who}, refreshed every second for ${String(seconds)} s, ${String(replicas)} replicas that share a Redis`);
  const [redis, emulator] = await Promise.all([startRedis(), startMlflowEmulator({ port: 0, data: team() })]);
  const sources = { team: { tracker: 'mlflow', url: emulator.url } };
  const served = await startServed({ cache: { redisUrl: redis.url }, sources }, replicas);

  const times: number[] = [];
  const refusals: string[] = [];
  const ask = async (query: string, url: string): Promise<void> => {
    const startedAt = performance.now();
    const body = JSON.stringify({ query });
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await answer.text();
    times.push(performance.now() - startedAt);
    if (!answer.ok || !text.startsWith('{"data":') || text.includes('"errors":[')) refusals.push(text.slice(0, 300));
  };
  const watch = async (viewer: number): Promise<void> => {
    const begin = performance.now() + (viewer * 1000) / viewers;
    for (let refresh = 0; refresh < seconds; refresh += 1) {
      await sleep(Math.max(0, begin + refresh * 1000 - performance.now()));
      await Promise.all(queries.map((query, at) => ask(query, served.urls[(viewer + refresh + at) % replicas] ?? '')));
    }
  };
  await Promise.all(Array.from({ length: viewers }, (_viewer, at) => watch(at)));

  const refreshes = viewers * seconds;
  const spell = (part: number): string => ms(quantile(times, part));
  line('queries answered', String(times.length - refusals.length), `${String(refusals.length)} failed; goal: 0`);
  for (const refusal of new Set(refusals)) line('failed', refusal);
  line('time of a query', spell(0.5), `p99 ${spell(0.99)}, the slowest ${spell(1)}`);
  const calls = emulator.requests.length;
  line(`requests to the tracker for ${String(refreshes)} refreshes`, String(calls));
  line('requests to the tracker for a refresh', (calls / refreshes).toFixed(4), 'goal: at most 0.05');
  await served.stop();
  await Promise.all([redis.kill(), emulator.close()]);
}

/** A grid of which the last runs go on. */
function team(): SampleData {
  const { projects, runs } = gridOf({ runs: 100, params: 10, metrics: 5, points: 200 });
  return {
    projects,
    runs: runs.map((run, at) => (at < 95 ? run : { ...run, status: 'RUNNING' as const, endedAt: null })),
  };
}
