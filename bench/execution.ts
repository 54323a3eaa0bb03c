import autocannon from 'autocannon';
import { startChild } from './support/children.ts';
import { heading, line, perSecond, times } from './support/print.ts';

const params = Array.from({ length: 60 }, (_param, at) => `{ value: { param: "param_${String(at)}" } }`);
const metrics = Array.from({ length: 30 }, (_metric, at) => `{ value: { metric: { key: "metric_${String(at)}" } } }`);
export const documents = {
  nodes: '{ runs(first: 100) { nodes { ref name params { key value } metrics { key last } } } }',
  table: `{ runs(first: 100) { table(columns: [${[...params, ...metrics].join(' ')}]) { refs columns { name values } } } }`,
};
const executors = ['defaults', 'no-cache-control', 'jit'] as const;
const named = {
  defaults: 'Apollo’s defaults',
  'no-cache-control': 'without its cache-control plugin',
  jit: 'that, with compiled documents: what Rungraph does',
};

/** Requests a second of one document. */
export async function rate(url: string, query: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    connections: 8,
    duration: 6,
  });
  if (non2xx + errors > 0) throw new Error(`${String(non2xx + errors)} requests failed`);
  return requests.average;
}

/** What executing a wide page costs, by how it is executed. */
export async function execution(): Promise<void> {
  heading('Executing a page of 100 runs with 90 key-values each, 8 connections, one process');
  const rates: Record<keyof typeof documents, number[]> = { nodes: [], table: [] };
  for (const executor of executors) {
    const child = await startChild(new URL('support/execution-child.ts', import.meta.url), executor);
    for (const form of ['nodes', 'table'] as const) {
      await rate(child.url, documents[form]);
      const measured = await rate(child.url, documents[form]);
      rates[form].push(measured);
      line(`${named[executor]}, ${form}`, perSecond(measured));
    }
    await child.stop();
  }
  const base = rates.nodes[0] ?? Number.NaN;
  line('Rungraph’s nodes, times the defaults’ nodes', times((rates.nodes[2] ?? 0) / base), 'goal: at least 5 x');
  line('Rungraph’s table, times the defaults’ nodes', times((rates.table[2] ?? 0) / base), 'goal: at least 20 x');
}
