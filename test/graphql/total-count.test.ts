import { RungraphError } from '../../src/contract/error.ts';
import type { RunPage } from '../../src/contract/adapter.ts';
import { startGateway, type Gateway } from '../../src/graphql/gateway.ts';
import { at } from '../support/json-at.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';
import { quietLog, sourceOf } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

// totalCount is a count or null, as the schema says: never a guess.

const runs = Array.from({ length: 20 }, (_run, index) =>
  run(`r${String(index)}`, { name: index < 5 ? 'few' : 'many' }),
);
const bare = memoryAdapter({ runs, capabilities: everything, pageCap: 8 });
/** A tracker that says how many runs there are. */
const counting = {
  ...bare,
  async searchRuns(...args: Parameters<typeof bare.searchRuns>): Promise<RunPage> {
    return { ...(await bare.searchRuns(...args)), total: runs.length };
  },
};
const dead = memoryAdapter({
  runs: [],
  capabilities: everything,
  onCall() {
    throw new RungraphError('UNAVAILABLE', 'down');
  },
});
let gateway: Gateway | undefined;

beforeAll(async () => {
  const sources = Object.entries({ silent: bare, counting, dead }).map(
    ([id, adapter]) => [id, sourceOf(id, adapter, everything)] as const,
  );
  gateway = await startGateway(new Map(sources), quietLog);
});

afterAll(() => gateway?.close());

test.each([
  ['a first page that holds the whole list', 'sources: ["silent"], first: 100', 20],
  ['a page that does not, of a tracker that does not count', 'sources: ["silent"], first: 5', null],
  ['a page that does not, of a tracker that counts', 'sources: ["counting"], first: 5', 20],
  [
    'what the gateway filters, and read to its end',
    'sources: ["counting"], first: 10, filter: { name: { eq: "few" } }',
    5,
  ],
  ['what the gateway filters, and did not', 'sources: ["counting"], first: 2, filter: { name: { eq: "many" } }', null],
  ['several trackers, all counted', 'sources: ["counting", "silent"], first: 100', 40],
  ['several trackers, one of which does not count', 'sources: ["counting", "silent"], first: 5', null],
  ['a source that fails', 'sources: ["counting", "dead"], first: 100', null],
])('%s', async (_name, question, expected) => {
  const { data } = (await gateway?.execute(`{ runs(${question}) { totalCount } }`)) ?? {};
  expect(at(data, 'runs', 'totalCount')).toBe(expected);
});
