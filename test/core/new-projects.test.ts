import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Run } from '../../src/contract/run.ts';
import { cachedGateway } from '../support/cached-gateway.ts';
import { everything } from '../support/memory-adapter.ts';
import { listAt } from '../support/json-at.ts';
import { run } from '../support/runs.ts';

// A list is as old as its oldest part: the list of projects counts, and is no older than the runs may be.

const capabilities: Capabilities = { ...everything, limits: { ...everything.limits, searchProjects: 1 } };

function project(nativeId: string): Project {
  return { nativeId, name: nativeId, url: null, description: null, createdAt: null, archived: false };
}

async function lab() {
  const runs: Run[] = [run('old-1', { projectId: 'old', startedAt: 1 })];
  const projects = [project('old')];
  const { gateway, clock } = await cachedGateway({ s: { runs, projects, capabilities } });
  const ask = async (document: string) => {
    const { data, errors } = await gateway.execute(document);
    expect(errors).toBeUndefined();
    return data;
  };
  const list = async () => {
    const data = await ask('{ runs { nodes { name } reports { asOf state } } }');
    const [report] = listAt(data, 'runs', 'reports');
    return { names: listAt(data, 'runs', 'nodes').map((node) => JSON.stringify(node)), report };
  };
  return { runs, projects, clock, ask, list, close: () => gateway.close() };
}

test('asOf of a list of runs is the time of its list of projects, where that is older', async () => {
  const { clock, ask, list, close } = await lab();
  const readAt = clock.now;
  await ask('{ projects { nodes { name } } }');
  await list();
  clock.now += 2_000;
  // A question of its own, so that its runs are read now.
  const data = await ask('{ runs(first: 7) { nodes { name } reports { asOf } } }');
  expect(listAt(data, 'runs', 'reports')).toEqual([{ asOf: new Date(readAt).toISOString() }]);
  await close();
});

test('the run of a new project is seen as soon as a new run of an old one', async () => {
  const { runs, projects, clock, list, close } = await lab();
  expect((await list()).names).toHaveLength(1);
  clock.now += 1_000;
  projects.push(project('new'));
  runs.push(run('old-2', { projectId: 'old', startedAt: 2 }), run('new-1', { projectId: 'new', startedAt: 3 }));
  const seen = new Set<number>();
  for (let asked = 0; asked < 40; asked += 1) {
    clock.now += 1_000;
    const { names } = await list();
    await new Promise((resolve) => setImmediate(resolve));
    seen.add(names.length);
  }
  // Never one of the two without the other; both in the end.
  expect([...seen]).toEqual([1, 3]);
  await close();
});
