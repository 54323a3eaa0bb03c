import type { BareContext, CallContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { callContext } from '../support/call-context.ts';
import { everything, withShelf, type MemoryTracker } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { run } from '../support/runs.ts';

// Adapters learn from the probe how a server is asked: nothing else is asked before it has succeeded.

const shelf = { artifacts: [], edges: [] };
const ways = {
  'a list of runs': '{ runs { nodes { ref } } }',
  'a list of runs in projects that are named': '{ runs(projects: ["s/p"]) { nodes { ref } } }',
  'a project': '{ project(id: "s/p") { name } }',
  projects: '{ projects { nodes { name } } }',
  keys: '{ keys(kind: PARAM) { nodes { key } } }',
  'a run': '{ run(id: "s/a") { name project { name } } }',
  artifacts: '{ artifacts { nodes { name } } }',
  'a lineage': '{ lineage(of: "s/a") { nodes { id } } }',
  'the plan of a question': '{ explainRuns { source { name } reason } }',
};

async function callsOf(document: string, parts: Partial<MemoryTracker> = {}) {
  const calls: string[] = [];
  const gateway = await memoryGateway({
    s: {
      runs: [run('a')],
      capabilities: withShelf,
      shelf,
      ...parts,
      async onCall(method, context) {
        calls.push(method);
        await parts.onCall?.(method, context);
      },
    },
  });
  const answer = await gateway.execute(document);
  await gateway.close();
  return { calls, answer };
}

test.each(Object.entries(ways))('%s, asked first of all, waits for the probe', async (_name, document) => {
  let probed = false;
  const { calls } = await callsOf(document, {
    async onCall(method) {
      if (method !== 'probe') expect(probed).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 5));
      probed ||= method === 'probe';
    },
  });
  expect(calls[0]).toBe('probe');
});

test.each(Object.entries(ways))('of a server whose probe fails, %s is not asked for', async (_name, document) => {
  const { calls, answer } = await callsOf(document, {
    onCall() {
      throw new RungraphError('UNAUTHENTICATED', 'who are you');
    },
  });
  expect(calls).toEqual(['probe']);
  expect(JSON.stringify(answer)).toContain('UNAUTHENTICATED');
});

test('a server that was known and cannot be probed now is asked all the same', async () => {
  let down = false;
  const gateway = await memoryGateway({
    s: {
      runs: [run('a')],
      capabilities: everything,
      onCall(method) {
        if (down && method === 'probe') throw new RungraphError('UNAVAILABLE', 'not now');
      },
    },
  });
  await gateway.execute('{ runs { nodes { ref } } }');
  down = true;
  const source = gateway.sources.get('s');
  await expect(source?.probe.refresh()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const { data } = await gateway.execute('{ runs { nodes { ref } reports { state } } sources { state } }');
  await gateway.close();
  expect(data).toEqual({ runs: { nodes: [{ ref: 's/a' }], reports: [{ state: 'OK' }] }, sources: [{ state: 'DOWN' }] });
});

test('a probe and a list of projects are given no list of projects', () => {
  const bare: BareContext<CallContext> = callContext();
  // @ts-expect-error it would be empty, or the list that is being read
  expect(bare.projects).toBeDefined();
});
