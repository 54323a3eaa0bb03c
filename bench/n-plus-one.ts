import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import axios from 'axios';
import { startChild } from './support/children.ts';
import { heading, line, perSecond, times } from './support/print.ts';

const client = axios.create({ httpAgent: new Agent({ keepAlive: true }) });
const params = Array.from({ length: 5 }, (_param, at) => `p${at}: param(key: "param_${at}")`);
const metrics = Array.from({ length: 5 }, (_metric, at) => `m${at}: metric(key: "metric_${at}") { last }`);

const ours = `{ runs(first: 100) {
  nodes { name ${params.map((param) => `${param} { value }`).join(' ')} ${metrics.join(' ')} s: metric(key: "metric_0") { series { steps values timestamps } } }
  reports { upstreamCalls }
} }`;
const theirs = `{ runs(experiment: "1", first: 100) {
  name ${params.join(' ')} ${metrics.join(' ')} s: metric(key: "metric_0") { series { step value timestamp } }
} }`;

/** Requests a second of one client after the other, over at least so many seconds. */
async function rate(ask: () => Promise<unknown>, seconds: number): Promise<number> {
  await ask();
  const startedAt = performance.now();
  let asked = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    await ask();
    asked += 1;
  }
  return asked / ((performance.now() - startedAt) / 1000);
}

/** The shape that makes naive gateways slow: a page of runs, and a few values of each. */
export async function nPlusOne(): Promise<void> {
  heading('100 runs, 5 params, 5 metrics and a series of each, against a plain Apollo Server with a request a field');
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 100);
  const gateway = await startChild(new URL('support/gateway-child.ts', import.meta.url), emulator.url);
  const plain = await startChild(new URL('plain-server.ts', import.meta.url), emulator.url);
  const slow = await rate(() => client.post(plain.url, { query: theirs }), 8);
  const quick = await rate(() => client.post(`${gateway.url}/graphql`, { query: ours }), 8);
  line('the plain server', perSecond(slow));
  line('the gateway', perSecond(quick));
  line('the gateway, times the plain server', times(quick / slow), 'goal: at least 10 x');
  await Promise.all([plain.stop(), gateway.stop(), emulator.stop()]);
}
