import { listKeys } from '../../src/core/keys/list-keys.ts';
import { searchRuns } from '../../src/core/query/search-runs.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';
import { ask, by } from '../support/questions.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

// A tracker whose list may lack runs for good says so, and no answer that was made of it looks whole.

const runs = ['a', 'b', 'c'].map((id, index) => run(id, { startedAt: 1000 - index }));
const partial = 'the file b.bin cannot be read';
const source = sourceOf('torn', memoryAdapter({ runs, capabilities: everything, partial }), everything);

test.each([
  ['as the tracker sorts', []],
  ['as the gateway sorts', [by({ kind: 'name' })]],
])('the list is PARTIAL, and nobody knows how many there are: %s', async (_how, order) => {
  const list = await searchRuns(quietScope(), ask([source], { order }));
  expect(list.items).toHaveLength(3);
  expect(list.totalCount).toBeNull();
  expect(list.reports).toMatchObject([{ state: 'PARTIAL', message: partial }]);
});

test('strict refuses it', async () => {
  const asked = searchRuns(quietScope(), ask([source], { strict: true }));
  await expect(asked).rejects.toMatchObject({ code: 'PROTOCOL', message: partial, source: 'torn' });
});

test('the list of keys is PARTIAL too', async () => {
  const { reports } = await listKeys(quietScope(), {
    within: [{ source, projects: null }],
    kind: 'PARAM',
    search: null,
    first: 10,
    after: null,
  });
  expect(reports).toMatchObject([{ state: 'PARTIAL', message: partial }]);
});
