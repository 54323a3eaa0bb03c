import type { Adapter } from '../../src/contract/adapter.ts';
import { RungraphError, isRungraphError } from '../../src/contract/error.ts';
import type { Environment } from '../../src/contract/provenance.ts';
import { guardAdapter } from '../../src/core/resilience/guard-adapter.ts';
import { stateOfFailure } from '../../src/core/sources/report.ts';
import { callContext } from '../support/call-context.ts';
import { memoryAdapter, withShelf } from '../support/memory-adapter.ts';
import { quietLog } from '../support/quiet-scope.ts';

// The files of one experiment lie in a store that is out of reach; the tracker and all other stores answer.

const openMs = { first: 60_000, longest: 60_000 };
const unknown = { os: null, host: null, gpus: null, cuda: null, evidence: 'a file' };
const environment: Environment = { ...unknown, pythonVersion: '3.12', packages: [] };

function guarded() {
  const asked: string[] = [];
  const bare = memoryAdapter({ runs: [], capabilities: withShelf, shelf: { artifacts: [], edges: [] } });
  const enter = (what: string): void => {
    asked.push(what);
    if (what.includes('dead')) throw new RungraphError('UNAVAILABLE', 'the bucket is not there');
  };
  const adapter: Adapter = {
    ...bare,
    ...(bare.artifacts && {
      artifacts: {
        ...bare.artifacts,
        async listFiles(_context, { artifactId }) {
          enter(artifactId);
          return Promise.resolve({ items: [], next: null });
        },
        async openFile(_context, { artifactId }) {
          enter(artifactId);
          return Promise.resolve({ outOfRange: true, sizeBytes: 0 });
        },
      },
    }),
    environments: {
      getEnvironments(_context, ids) {
        asked.push(ids.join(' '));
        const down = new RungraphError('UNAVAILABLE', 'the bucket is not there');
        return Promise.resolve(ids.map((id) => (id.includes('dead') ? down : environment)));
      },
    },
  };
  return { asked, ...guardAdapter(adapter, { source: 's', log: quietLog, openMs }) };
}

const files = (artifactId: string, projectId: string | null) => {
  return { artifactId, projectId, path: '', recursive: false, limit: 10, after: null };
};
const stateOf = (slot: unknown): string => (isRungraphError(slot) ? stateOfFailure(slot) : 'OK');

test('files are counted by experiment: one that fails is left alone, and healthy ones are listed', async () => {
  const { adapter, asked, health } = guarded();
  const list = (artifactId: string, projectId: string | null) =>
    adapter.artifacts?.listFiles(callContext(), files(artifactId, projectId)).catch((error: unknown) => error);
  const states = [];
  for (const run of ['1', '2', '3', '4']) states.push(stateOf(await list(`dead/${run}`, 'dead')));
  expect(states).toEqual(['FAILED', 'SKIPPED', 'SKIPPED', 'SKIPPED']);
  expect(asked).toHaveLength(5);
  expect(stateOf(await list('healthy/1', 'healthy'))).toBe('OK');
  expect([health.breakers().artifacts, health.failure()?.message]).toEqual(['CLOSED', 'the bucket is not there']);
});

test('what belongs to no experiment, and downloads, are counted by artifact', async () => {
  const { adapter } = guarded();
  const open = (artifactId: string) =>
    adapter.artifacts?.openFile(callContext(), { artifactId, path: 'x', range: null }).catch((error: unknown) => error);
  const states = [];
  for (let time = 0; time < 3; time += 1) states.push(stateOf(await open('dead/1')));
  expect(states).toEqual(['FAILED', 'SKIPPED', 'SKIPPED']);
  expect(stateOf(await open('healthy/1'))).toBe('OK');
  expect(stateOf(await adapter.artifacts?.listFiles(callContext(), files('healthy/1', null)))).toBe('OK');
});

test('environments are counted by run, and asked for together all the same', async () => {
  const { adapter, asked } = guarded();
  const read = async (...ids: readonly string[]) =>
    (await adapter.environments?.getEnvironments(callContext(), ids))?.map(stateOf);
  expect(await read('dead1', 'a', 'b')).toEqual(['FAILED', 'OK', 'OK']);
  expect(asked[0]).toBe('dead1 a b');
  // The fifth failure in a row is the second of these tries.
  expect(await read('dead1', 'c')).toEqual(['FAILED', 'OK']);
  const before = asked.length;
  expect(await read('dead1', 'c', 'dead2')).toEqual(['SKIPPED', 'OK', 'FAILED']);
  expect(asked[before]).toBe('c dead2');
});
