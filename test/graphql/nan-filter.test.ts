import type { Gateway } from '../../src/graphql/gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, run } from '../support/runs.ts';

// Runs that diverged: their metric is there, and NaN.

let gateway: Gateway | undefined;

beforeAll(async () => {
  const runs = [
    run('diverged', { metrics: [metric('loss', Number.NaN)] }),
    run('endless', { metrics: [metric('loss', Infinity)] }),
    run('fine', { metrics: [metric('loss', 0.1)], startedAt: 0, endedAt: 10 }),
    run('silent'),
  ];
  gateway = await memoryGateway({ s: { runs, capabilities: everything } });
});

afterAll(() => gateway?.close());

async function found(filter: string): Promise<readonly unknown[]> {
  const { data, errors } = (await gateway?.execute(`{ runs(filter: ${filter}) { nodes { nativeId } } }`)) ?? {};
  expect(errors).toBeUndefined();
  return listAt(data, 'runs', 'nodes').map((node) => at(node, 'nativeId'));
}

test.each([
  ['{ metric: { key: "loss", isNaN: true } }', ['diverged']],
  ['{ metric: { key: "loss", isNaN: false } }', ['endless', 'fine']],
  ['{ not: { metric: { key: "loss", isNaN: true } } }', ['endless', 'fine']],
  ['{ not: { metric: { key: "loss", isNaN: false } } }', ['diverged']],
  ['{ metric: { key: "loss", isNaN: false, lt: 1 } }', ['fine']],
  ['{ metric: { key: "loss", isNaN: true, lt: 1 } }', []],
  ['{ durationMs: { isNaN: false } }', ['fine']],
])('%s finds %j', async (filter, expected) => {
  expect([...(await found(filter))].sort()).toEqual(expected);
});

test('comparing with NaN is refused, and what to write is said', async () => {
  const answer = await gateway?.execute('{ runs(filter: { metric: { key: "loss", eq: "NaN" } }) { totalCount } }');
  expect(at(answer, 'errors', 0, 'message')).toBe('filter.metric: NaN cannot be compared with; use isNaN.');
});
