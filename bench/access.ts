import { performance } from 'node:perf_hooks';
import { Agent } from 'node:http';
import axios from 'axios';
import { createKey } from '../src/server/auth/api-keys.ts';
import { at, listAt } from '../test/support/json-at.ts';
import { documents } from './execution.ts';
import { startChild } from './support/children.ts';
import { heading, line, median, ms, times } from './support/print.ts';

const rounds = 300;
const client = axios.create({ httpAgent: new Agent({ keepAlive: true }), headers: { 'Accept-Encoding': 'identity' } });

export interface Question {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  readonly key?: string;
}

/** Medians of questions that are asked in turn, in milliseconds. */
export async function inTurn(questions: readonly Question[]): Promise<readonly number[]> {
  const taken = questions.map((): number[] => []);
  for (let round = -50; round < rounds; round += 1) {
    for (const [place, { url, query, variables, key }] of questions.entries()) {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
      const startedAt = performance.now();
      await client.post(url, { query, variables }, { headers });
      if (round >= 0) taken[place]?.push(performance.now() - startedAt);
    }
  }
  return taken.map(median);
}

/** What a question tells of now is never kept as a whole: its parts are. */
const executed = (document: string): string => document.replace(/ }$/, ' sources { state } }');
const share = (figure: number): string => `${(figure * 100).toFixed(1)} %`;

const fields = 'name params { key value } metrics { key last }';
const ofNodes = `query q($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Run { ${fields} } } sources { state } }`;
const ofEntities = `query q($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Run { ${fields} } } sources { state } }`;

/** What it costs to know who asks, to count it and to estimate it; and to be asked as a subgraph. */
export async function access(): Promise<void> {
  heading('A warm page of 100 runs with 90 key-values each, with a key and limits or without; medians, asked in turn');
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 'wide');
  const { key, hash } = createKey();
  const child = new URL('support/guarded-child.ts', import.meta.url);
  const [open, guarded] = [
    await startChild(child, { url: emulator.url }),
    await startChild(child, { url: emulator.url, hash }),
  ];
  const [plain, checked] = [{ url: `${open.url}/graphql` }, { url: `${guarded.url}/graphql`, key }];
  for (const [name, query] of [
    ['kept', documents.nodes],
    ['executed', executed(documents.nodes)],
  ] as const) {
    const [bare = 0, full = 0] = await inTurn([
      { ...plain, query },
      { ...checked, query },
    ]);
    line(`${name}, nobody is asked`, ms(bare));
    line(`${name}, with key and limits`, ms(full));
    line('  adds', share(full / bare - 1), 'goal, with the estimate: at most 5 %');
  }
  const told = await client.post<unknown>(plain.url, { query: '{ runs(first: 100) { nodes { id } } }' });
  const ids = listAt(told.data, 'data', 'runs', 'nodes').map((node) => at(node, 'id'));
  const representations = ids.map((id) => ({ __typename: 'Run', id }));
  const [nodes = 0, entities = 0] = await inTurn([
    { ...plain, query: ofNodes, variables: { ids } },
    { ...plain, query: ofEntities, variables: { r: representations } },
  ]);
  line('nodes of 100 runs', ms(nodes));
  line('_entities of 100 runs', ms(entities));
  line('_entities, times nodes', times(entities / nodes), 'goal: at most 1.1 x');
  await Promise.all([open, guarded, emulator].map((one) => one.stop()));
}
