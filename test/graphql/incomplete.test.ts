import { RungraphError } from '../../src/contract/error.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { everything, withShelf } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { edge } from '../support/memory-shelf.ts';
import { run } from '../support/runs.ts';

// A client that selects no reports is told all the same when an answer is not all there is.

let gateway: Gateway;

beforeAll(async () => {
  gateway = await memoryGateway({
    good: { runs: [run('a')], capabilities: everything },
    bad: {
      runs: [],
      capabilities: everything,
      onCall() {
        throw new RungraphError('UNAVAILABLE', 'the connection was refused');
      },
    },
  });
});
afterAll(() => gateway.close());

const bad = { source: 'bad', state: 'FAILED', code: 'UNAVAILABLE', message: 'the connection was refused' };

test('an answer that lacks a source says so beside the data, once', async () => {
  const answer = await gateway.execute('{ runs { nodes { ref } } again: runs(first: 1) { totalCount } }');
  expect(answer).toEqual({
    data: { runs: { nodes: [{ ref: 'good/a' }] }, again: { totalCount: null } },
    extensions: { incomplete: [bad] },
  });
});

test('projects and keys do so too', async () => {
  for (const list of ['projects', 'keys(kind: PARAM)']) {
    expect((await gateway.execute(`{ ${list} { nodes { __typename } } }`)).extensions).toEqual({ incomplete: [bad] });
  }
});

test('lists of links do so too', async () => {
  const shelf = { artifacts: [], edges: [edge('USED', 'a', 'gone')] };
  const linked = await memoryGateway({ s: { runs: [run('a')], capabilities: withShelf, shelf } });
  const answer = await linked.execute('{ run(id: "s/a") { used { nodes { name } } } }');
  await linked.close();
  const message = 'Some of what is linked is not there any more, and is left out.';
  expect(answer.extensions).toEqual({ incomplete: [{ source: 's', state: 'PARTIAL', code: null, message }] });
});

test('a whole answer says nothing, and a source that is not asked is not named as incomplete', async () => {
  const answer = await gateway.execute('{ runs(sources: ["good"]) { nodes { ref } } }');
  expect(answer.extensions).toBeUndefined();
});
