import { trackers } from '../../adapters/registry.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { openMetrics } from '../../src/core/observe/metrics.ts';
import { serve } from '../../src/server/serve.ts';
import { assembleConfig } from '../support/assemble.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { run } from '../support/runs.ts';
import { readPage, tableAt } from './page.ts';

// The tables of docs/operating.md against what a gateway tells and refuses.

const tracker = trackers.find(({ emulate }) => emulate !== undefined);
const page = readPage('docs/operating.md');
const plain = (cell = ''): string => cell.replaceAll('`', '');

test('every metric is on the page, with its labels and what it is', async () => {
  // Nobody has to answer for its breakers to be told.
  const gateway = await assembleConfig({ s: { tracker: tracker?.kind, url: 'http://127.0.0.1:1' } });
  const metrics = openMetrics();
  const { observer } = metrics;
  metrics.request({ route: '/graphql', status: 200, seconds: 1 });
  observer.upstreamCall({ source: 's', operation: 'probe', outcome: '200', seconds: 1 });
  observer.cacheRead('s', 'HIT');
  observer.keptAnswer(true);
  observer.redisCall({ outcome: 'answered', seconds: 1 });
  const text = await metrics.text(gateway.sources, { state: () => ({ state: 'UP', message: null }) });
  await gateway.close();
  const told = [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = '', help = '']) => {
    const [, labels = ''] = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(text) ?? [];
    return [name, [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label).join(', '), help];
  });
  expect(told.length).toBeGreaterThan(7);
  expect(tableAt(page, 'Metrics').rows.map((row) => row.map(plain))).toEqual(told);
});

test('how long answers are fresh is what a config without a word about it says', () => {
  const text = JSON.stringify({ sources: { s: { tracker: tracker?.kind, url: 'http://127.0.0.1:1' } } });
  const { sources } = readConfig(text, 'test.yaml', { trackers, environment: {} });
  const units: Readonly<Record<string, number>> = { s: 1000, min: 60_000, day: 86_400_000 };
  const told = tableAt(page, 'Cache').rows.map(([, time = '', key]) => {
    const [count = '', unit = ''] = time.split(' ');
    return [plain(key), Number(count) * (units[unit] ?? Number.NaN)];
  });
  expect(Object.fromEntries(told)).toEqual(sources[0]?.freshMs);
});

const rows = tableAt(page, 'Limits').rows;
const most = (limit: string): number => Number(rows.find(([name]) => plain(name).startsWith(limit))?.[1]);
const code = (limit: string): string | undefined => rows.find(([name]) => plain(name).startsWith(limit))?.[2];

test.each([
  ['runs of a page', (size: number) => `{ runs(first: ${size}) { totalCount } }`],
  ['depth of fields', (size: number) => `{ ${nested(size)} }`],
  ['fields', (size: number) => `{ ${fields(size)} }`],
  ['brackets', (size: number) => `{ a(b: ${'['.repeat(size - 2)}${']'.repeat(size - 2)}) }`],
  ['tokens', (size: number) => `{ ${'__typename '.repeat(size - 2)} }`],
])('%s: as many as the page says, and not one more', async (limit, documentOf) => {
  const gateway = await memoryGateway({ s: { runs: [run('a', {})], capabilities: everything } });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const codesOf = async (size: number): Promise<readonly unknown[]> => {
    const body = JSON.stringify({ query: documentOf(size) });
    const headers = { 'content-type': 'application/json' };
    const answer: unknown = await (await fetch(`${server.url}/graphql`, { method: 'POST', headers, body })).json();
    return listAt(answer, 'errors').map((error) => at(error, 'extensions', 'code'));
  };
  const [within, beyond] = [await codesOf(most(limit)), await codesOf(most(limit) + 1)];
  await server.close();
  await gateway.close();
  expect(beyond).toEqual([code(limit)]);
  expect(within).not.toEqual(beyond);
});

/** Fields so deep: a run, the run that it is nested in, and so on. */
function nested(depth: number): string {
  return `runs { nodes { ${'parent { '.repeat(depth - 3)} ref ${'} '.repeat(depth - 3)} } }`;
}

function fields(count: number): string {
  const plainFields =
    'id ref nativeId name url status nativeStatus startedAt endedAt durationMs user notes group jobType';
  const groupSize = plainFields.split(' ').length + 1;
  const groups = Math.floor((count - 2) / groupSize);
  const parents = Array.from({ length: groups }, (_group, index) => `p${index}: parent { ${plainFields} }`);
  return `runs { nodes { ${parents.join(' ')} ${'ref '.repeat((count - 2) % groupSize)} } }`;
}
