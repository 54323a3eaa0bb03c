import autocannon from 'autocannon';
import { documents, rate } from './execution.ts';
import { seededRandom } from '../src/emulator-kit/sample/build-run.ts';
import { startChild } from './support/children.ts';
import { heading, line, perSecond, times } from './support/print.ts';

const params = Array.from({ length: 60 }, (_param, at) => `param_${String(at)}`);
const metrics = Array.from({ length: 30 }, (_metric, at) => `metric_${String(at)}`);
const random = seededRandom(3);

/** The keys in an order of their own, and now and then only some of them. */
function shuffled(keys: readonly string[]): readonly string[] {
  const ordered = keys.map((key) => ({ key, at: random() })).sort((a, b) => a.at - b.at);
  const kept = random() < 0.5 ? keys.length : Math.ceil(keys.length * (0.5 + random() / 2));
  return ordered.slice(0, kept).map(({ key }) => key);
}

const nodesDocument = `query ($params: [String!], $metrics: [String!]) {
  runs(first: 100) { nodes { ref name params(keys: $params) { key value } metrics(keys: $metrics) { key last } } reports { upstreamCalls } } }`;
const tableDocument = `query ($columns: [RunColumn!]!) {
  runs(first: 100) { table(columns: $columns) { refs columns { name values } } reports { upstreamCalls } } }`;

const nodes = (): string =>
  JSON.stringify({ query: nodesDocument, variables: { params: shuffled(params), metrics: shuffled(metrics) } });

function columns(): readonly object[] {
  return [
    ...shuffled(params).map((param) => ({ value: { param } })),
    ...shuffled(metrics).map((key) => ({ value: { metric: { key } } })),
  ];
}

const table = (): string => JSON.stringify({ query: tableDocument, variables: { columns: columns() } });

/** The same with the keys written into the text: each is a document of its own. */
function tableText(): string {
  const own = [
    ...shuffled(params).map((key) => `{ value: { param: "${key}" } }`),
    ...shuffled(metrics).map((key) => `{ value: { metric: { key: "${key}" } } }`),
  ];
  const query = `{ runs(first: 100) { table(columns: [${own.join(' ')}]) { refs columns { name values } } } }`;
  return JSON.stringify({ query });
}

/** Requests a second, each with a body of its own. */
async function rateOf(url: string, body: () => string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: 8,
    duration: 6,
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, body: body() }) }],
  });
  if (non2xx + errors > 0) throw new Error(`${String(non2xx + errors)} requests failed`);
  return requests.average;
}

/** Pages that are kept, asked with other keys and in another order each time. */
export async function selections(): Promise<void> {
  heading('The page of 100 runs with 90 key-values each, warm, other keys and orders each time, 8 connections');
  const defaults = await startChild(new URL('support/execution-child.ts', import.meta.url), 'defaults');
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 'wide');
  const gateway = await startChild(new URL('support/cached-child.ts', import.meta.url), emulator.url);
  const base = await rate(defaults.url, documents.nodes);
  line('Apollo’s defaults, the same nodes each time', perSecond(base));
  const ways = [
    ['nodes, keys in variables', nodes, 'goal: at least 4 x'],
    ['table, columns in variables', table, 'goal: at least 20 x'],
    ['table, columns in the text', tableText, 'goal: at least 5 x'],
  ] as const;
  for (const [name, body, goal] of ways) {
    await rateOf(gateway.url, body);
    const measured = await rateOf(gateway.url, body);
    line(`Rungraph, ${name}`, perSecond(measured));
    line('times the defaults’ nodes', times(measured / base), goal);
  }
  line('calls of the tracker meanwhile', await callsOf(gateway.url), 'goal: 0 beside the first page');
  await Promise.all([defaults, emulator, gateway].map((child) => child.stop()));
}

/** Requests that the gateway has sent for runs, as its metrics count them. */
async function callsOf(url: string): Promise<string> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counted = text
    .split('\n')
    .find((one) => /upstream_call_duration_seconds_count\{.*operation="searchRuns"/.test(one));
  return counted?.split(' ').at(-1) ?? 'none';
}
