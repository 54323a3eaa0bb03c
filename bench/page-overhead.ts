import { performance } from 'node:perf_hooks';
import { Agent } from 'node:http';
import axios from 'axios';
import { startChild } from './support/children.ts';
import { heading, line, median, ms, times } from './support/print.ts';

const rounds = 200;
const client = axios.create({ httpAgent: new Agent({ keepAlive: true }), headers: { 'Accept-Encoding': 'identity' } });

const params = Array.from({ length: 30 }, (_param, at) => `param_${at}`);
const metrics = Array.from({ length: 10 }, (_metric, at) => `metric_${at}`);
const columns = [
  ...params.map((key) => `{ value: { param: "${key}" } }`),
  ...metrics.map((key) => `{ value: { metric: { key: "${key}" } } }`),
];
const table = `{ runs(first: 100) { table(columns: [${columns.join(' ')}]) { refs columns { name values } } } }`;
const nodes = '{ runs(first: 100) { nodes { ref name params { key value } metrics { key last } } } }';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** What the gateway adds to a page of 100 runs, against the same bytes fetched and parsed by a user of one tracker. */
export async function pageOverhead(): Promise<void> {
  heading('A page of 100 runs, 30 params and 10 metrics each; medians of one run, taken in turn');
  const emulator = await startChild(new URL('support/bytes-child.ts', import.meta.url), 1);
  const gateway = await startChild(new URL('support/gateway-child.ts', import.meta.url), emulator.url);
  const byHand = await startChild(new URL('support/by-hand-child.ts', import.meta.url), emulator.url);
  const search = { experiment_ids: ['1'], max_results: 101, filter: '', order_by: ['attributes.start_time DESC'] };
  const ways = {
    bare: () => client.post(`${emulator.url}/api/2.0/mlflow/runs/search`, search),
    byHand: () => client.post(byHand.url, search),
    table: () => client.post(`${gateway.url}/graphql`, { query: table }),
    nodes: () => client.post(`${gateway.url}/graphql`, { query: nodes }),
  };
  const taken: Record<keyof typeof ways, number[]> = { bare: [], byHand: [], table: [], nodes: [] };
  for (let round = -100; round < rounds; round += 1) {
    for (const way of ['bare', 'byHand', 'table', 'nodes'] as const) {
      const took = await timed(ways[way]);
      if (round >= 0) taken[way].push(took);
    }
  }
  const bare = median(taken.bare);
  const byHandAdds = median(taken.byHand) - bare;
  const adds = (way: number[], goal: string): void => {
    const added = median(way) - bare;
    line('  adds beyond the fetch', ms(added));
    line('  times what columns by hand add', times(added / byHandAdds), goal);
  };
  line('the tracker, fetched and parsed with axios', ms(bare));
  line('columns made by hand behind an HTTP server', ms(median(taken.byHand)));
  line('  adds, with nothing checked or in common', ms(byHandAdds), 'what no gateway gets below');
  line('the gateway, table form', ms(median(taken.table)));
  adds(taken.table, 'goal: at most 1.5 x');
  line('the gateway, nodes form', ms(median(taken.nodes)));
  adds(taken.nodes, 'goal: at most 2 x');
  await gateway.stop();
  await byHand.stop();
  await emulator.stop();
}
