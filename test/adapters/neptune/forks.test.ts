import { at, listAt } from '../../support/json-at.ts';
import { diagnosticsOf, header, openSandbox, point, row, text, type Sandbox } from './rows.ts';

// Forks are exported with their own points alone; what they inherit is put in front when the config asks.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.close());

const points = (run: string, from: number, to: number, sign = 1) =>
  Array.from({ length: to - from + 1 }, (_point, index) =>
    point(run, 'loss', (from + index) * 1_000_000, sign * (from + index)),
  );

function fork(run: string, parent: string, step: number) {
  const forking = [
    text(run, 'sys/forking/parent', parent),
    row(run, 'sys/forking/step', 'float', { float_value: step }),
  ];
  return header(run, '3.x', forking);
}

async function lossOf(run: string, forks: string): Promise<unknown> {
  const document = `{ run(id: "archive/acme/traps/${run}") { metrics { key last first min max count series { values } } } }`;
  return listAt(await box.ask(document, { forks }), 'run', 'metrics').find((metric) => at(metric, 'key') === 'loss');
}

test('own: a child has its own points; stitched: its parent’s up to the fork come first', async () => {
  await box.write('p/root_part_0.parquet', header('root', '3.x'), points('root', 0, 9));
  await box.write('p/child_part_0.parquet', fork('child', 'root', 4), points('child', 5, 9, -1));
  expect(await lossOf('child', 'own')).toMatchObject({ count: 5, series: { values: [-5, -6, -7, -8, -9] } });
  expect(await lossOf('child', 'stitched')).toEqual({
    key: 'loss',
    first: 0,
    last: -9,
    min: -9,
    max: 4,
    count: 10,
    series: { values: [0, 1, 2, 3, 4, -5, -6, -7, -8, -9] },
  });
  expect(await lossOf('root', 'stitched')).toMatchObject({ count: 10, last: 9 });
});

test('at the fork step the child’s point counts, and its own points before it do not', async () => {
  await box.write('p/root_part_0.parquet', header('root', '3.x'), points('root', 0, 9));
  await box.write('p/child_part_0.parquet', fork('child', 'root', 4), points('child', 2, 6, -1));
  expect(await lossOf('child', 'stitched')).toMatchObject({ series: { values: [0, 1, 2, 3, -4, -5, -6] } });
});

test('a metric that only the root has, through two forks; filters and sorts see it', async () => {
  await box.write('p/root_part_0.parquet', header('root', '3.x'), points('root', 0, 9));
  await box.write('p/child_part_0.parquet', fork('child', 'root', 6));
  await box.write('p/grand_part_0.parquet', fork('grand', 'child', 3), [point('grand', 'acc', 5_000_000, 1)]);
  expect(await lossOf('grand', 'own')).toBeUndefined();
  expect(await lossOf('grand', 'stitched')).toMatchObject({ series: { values: [0, 1, 2, 3] } });
  const asked =
    '{ runs(filter: { metric: { key: "loss", lt: 7 } }, orderBy: [{ by: { metric: { key: "loss" } } }]) { nodes { nativeId } } }';
  const found = await box.ask(asked, { forks: 'stitched' });
  expect(listAt(found, 'runs', 'nodes').map((node) => at(node, 'nativeId'))).toEqual([
    'acme/traps/grand',
    'acme/traps/child',
  ]);
});

test('a parent that is not in the archive, and forks of one another', async () => {
  await box.write('p/a_part_0.parquet', fork('a', 'b', 1), points('a', 1, 2));
  await box.write('p/b_part_0.parquet', fork('b', 'a', 1), points('b', 1, 2));
  await box.write('p/c_part_0.parquet', fork('c', 'gone', 1), points('c', 0, 2));
  expect(await lossOf('c', 'stitched')).toMatchObject({ series: { values: [0, 1, 2] } });
  expect(await lossOf('a', 'stitched')).toMatchObject({ series: { values: [1, 2] } });
  const all = listAt(await box.ask(diagnosticsOf), 'source', 'diagnostics');
  expect(all.find((one) => at(one, 'code') === 'PARENT_MISSING')).toMatchObject({
    message: expect.stringMatching(/^1 of 3 runs .*traps\/c\.$/),
  });
  expect(all.map((one) => at(one, 'code'))).toContain('FORKS_ARE_OWN');
});
