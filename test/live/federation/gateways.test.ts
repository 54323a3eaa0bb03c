import { at, listAt } from '../../support/json-at.ts';
import { openSupergraph, type GatewayName, type Supergraph } from './supergraph.ts';

// The gateway as a subgraph, beside a subgraph of another team, behind gateways of others.

let graph: Supergraph;
beforeAll(async () => {
  graph = await openSupergraph();
});
afterAll(() => graph.close());

async function ask(url: string, query: string, variables: object = {}, key = graph.key): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

/** Questions that the gateway answers by itself, in every way that a supergraph must carry. */
function questions(): readonly (readonly [string, object?])[] {
  const run = graph.refs.get('run-4') ?? '';
  const ids = ['run-1', 'run-3', 'run-5'].map((name) => graph.refs.get(name));
  return [
    ['{ sources { name tracker } }'],
    ['{ projects(sources: ["shop"]) { nodes { ref name description } pageInfo { hasNextPage } } }'],
    [
      '{ runs(sources: ["shop"], first: 5, orderBy: [{ by: { param: "lr" }, direction: DESC }]) { nodes { ref name user params { key value } metric(key: "loss") { last series { steps values } } } totalCount } }',
    ],
    [
      'query q($filter: RunFilter, $first: Int) { runs(sources: ["shop"], filter: $filter, first: $first) { table(columns: [{ value: { field: NAME } }, { value: { param: "lr" } }]) { refs columns { name type values } } } }',
      { filter: { param: { key: 'lr', gte: 0.05 }, status: { eq: 'FINISHED' } }, first: 7 },
    ],
    [
      'query q($id: ID!) { run(id: $id) { ...of project { name } source { name } } } fragment of on Run { id ref name durationMs }',
      { id: run },
    ],
    [
      'query q($runs: [ID!]) { compare(runs: { runs: $runs }) { runs { name } params { key values differs } } }',
      { runs: ids },
    ],
    ['{ explainRuns(sources: ["shop"], filter: { param: { key: "lr", gt: 0.1 } }) { native pushed residual sort } }'],
    // Partial: one source of two does not answer.
    ['{ runs(first: 3) { nodes { name } reports { source { name } state code } } }'],
    // Errors with codes and paths.
    ['{ run(id: "shop/missing") { name } }'],
    ['{ runs(first: 5000) { nodes { name } } }'],
  ];
}

/** What of an error every gateway carries: what it is, and where. */
function told(answer: unknown): unknown {
  const errors = listAt(answer, 'errors').map((error) => ({
    message: at(error, 'message'),
    code: at(error, 'extensions', 'code'),
    path: at(error, 'path'),
  }));
  // Hive's planner in Rust leaves out data that is null.
  return { data: at(answer, 'data') ?? null, errors };
}

describe.each<GatewayName>(['apollo', 'hive', 'hive-rust'])('%s', (name) => {
  let url: string;
  beforeAll(async () => {
    url = await graph.start(name);
  });

  test('answers what the gateway answers by itself', async () => {
    for (const [query, variables] of questions()) {
      const direct = await ask(graph.direct, query, variables);
      expect([query, told(await ask(url, query, variables))]).toEqual([query, told(direct)]);
    }
  });

  test('joins runs with what another team knows: by reference there, by their users here', async () => {
    const answer = await ask(
      url,
      '{ teams { name pinned { ref name user owner { name } } } people { name team { name } } }',
    );
    const of = (n: number, user: string, owner: string) => {
      return { ref: graph.refs.get(`run-${String(n)}`), name: `run ${String(n)}`, user, owner: { name: owner } };
    };
    const missing = { ref: 'shop/missing', name: null, user: null, owner: null };
    const [ada, grace] = ['Ada Lovelace', 'Grace Hopper'];
    expect(at(answer, 'data')).toEqual({
      teams: [
        { name: 'vision', pinned: [of(0, 'ada', ada), of(2, 'ada', ada), of(1, 'grace', grace), missing] },
        { name: 'language', pinned: [] },
      ],
      people: [
        { name: ada, team: { name: 'vision' } },
        { name: grace, team: { name: 'language' } },
      ],
    });
    // Only what is not there has an error. Hive's planner in JavaScript tells it once for each field.
    const errors = new Set(
      listAt(answer, 'errors').map((error) => JSON.stringify([at(error, 'message'), at(error, 'extensions', 'code')])),
    );
    expect([...errors]).toEqual(['["There is no run \\"missing\\" in the source \\"shop\\".","NOT_FOUND"]']);
  });

  test('rights are those of who asks, not of the gateway between', async () => {
    const document =
      '{ runs(sources: ["shop"], first: 500) { nodes { user project { name } } totalCount } teams { pinned { name } } }';
    const answer = await ask(url, document, {}, graph.otherKey);
    expect(at(answer, 'data', 'runs', 'totalCount')).toBe(60);
    const seen = listAt(answer, 'data', 'runs', 'nodes').map((run) => JSON.stringify(run));
    expect([...new Set(seen)]).toEqual(['{"user":"grace","project":{"name":"language"}}']);
    expect(at(answer, 'data', 'teams', 0, 'pinned')).toEqual([
      { name: null },
      { name: null },
      { name: 'run 1' },
      { name: null },
    ]);
    const nobody = await ask(url, '{ runs { nodes { name } } }', {}, 'rg_nobody');
    expect([at(nobody, 'data', 'runs') ?? null, at(nobody, 'errors', 0, 'extensions', 'code')]).toEqual([
      null,
      'UNAUTHENTICATED',
    ]);
  });

  test('that an answer is partial is in the reports; the extension stays where it was said', async () => {
    const document = '{ runs(first: 1) { nodes { name } reports { source { name } state code } } }';
    const incomplete = listAt(await ask(graph.direct, document), 'extensions', 'incomplete');
    expect(incomplete).toMatchObject([{ source: 'down', state: 'FAILED' }]);
    const answer = await ask(url, document);
    expect(at(answer, 'data', 'runs', 'reports')).toContainEqual({
      source: { name: 'down' },
      state: 'FAILED',
      code: 'UNAVAILABLE',
    });
    // None of them hands extensions of a subgraph on: clients behind them select the reports.
    expect(at(answer, 'extensions', 'incomplete')).toBeUndefined();
  });
});
