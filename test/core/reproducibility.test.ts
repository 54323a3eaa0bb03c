import { RungraphError } from '../../src/contract/error.ts';
import type { Environment, GitState, Provenance } from '../../src/contract/provenance.ts';
import type { Param, Part } from '../../src/contract/run.ts';
import { judgeReproducibility } from '../../src/core/provenance/reproducibility.ts';
import { artifact } from '../support/memory-shelf.ts';
import { param, provenance } from '../support/runs.ts';

const nothing = provenance();
const git: GitState = { commit: 'c', branch: null, repository: null, dirty: null, diff: null };
const pinned = [{ name: 'numpy', version: '2.3.2' }];
const loose = [{ name: 'scipy', version: null }];
const digest = { algorithm: 'md5', value: 'd' };
const environment: Environment = {
  pythonVersion: '3.11.7',
  packages: pinned,
  os: null,
  host: null,
  gpus: null,
  cuda: null,
  evidence: 'requirements.txt',
};

interface Case {
  readonly provenance?: Partial<Provenance>;
  readonly environment?: Environment;
  readonly params?: Part<Param>;
}

const cases: readonly (readonly [item: string, says: string, given: Case, state: string])[] = [
  ['code', 'no commit', {}, 'MISSING'],
  ['code', 'a commit whose work tree nobody looked at', { provenance: { git } }, 'PARTIAL'],
  ['code', 'a clean work tree', { provenance: { git: { ...git, dirty: false } } }, 'PRESENT'],
  ['code', 'changes that were not stored', { provenance: { git: { ...git, dirty: true } } }, 'PARTIAL'],
  ['code', 'changes that were stored', { provenance: { git: { ...git, dirty: true, diff: '+1' } } }, 'PRESENT'],
  ['code', 'changes in an artifact', { provenance: { git: { ...git, dirty: true, diffArtifactId: 'a' } } }, 'PRESENT'],
  ['code', 'a branch without a commit', { provenance: { git: { ...git, commit: null, branch: 'main' } } }, 'MISSING'],
  ['environment', 'nothing', {}, 'MISSING'],
  ['environment', 'packages with versions, and Python', { environment }, 'PRESENT'],
  ['environment', 'the run itself tells', { provenance: { packages: pinned, pythonVersion: '3.11.7' } }, 'PRESENT'],
  ['environment', 'a package without a version', { environment: { ...environment, packages: loose } }, 'PARTIAL'],
  ['environment', 'packages without Python', { provenance: { packages: pinned } }, 'PARTIAL'],
  ['environment', 'Python without packages', { provenance: { pythonVersion: '3.11.7' } }, 'PARTIAL'],
  ['environment', 'an image by tag', { provenance: { containerImage: 'team/train:1' } }, 'PARTIAL'],
  ['environment', 'an image by digest', { provenance: { containerImage: `t@sha256:${'0'.repeat(64)}` } }, 'PRESENT'],
  ['data', 'no dataset', {}, 'MISSING'],
  ['data', 'datasets with digests', { provenance: { datasets: [artifact('a', { digest })] } }, 'PRESENT'],
  ['data', 'one without', { provenance: { datasets: [artifact('a', { digest }), artifact('b')] } }, 'PARTIAL'],
  ['seeds', 'no param', {}, 'MISSING'],
  ['seeds', 'a seed', { params: [param('train.seed', 3)] }, 'PRESENT'],
  ['seeds', 'a seed that is not set', { params: [param('seed', null)] }, 'PARTIAL'],
  ['seeds', 'params that could not be read', { params: new RungraphError('TIMEOUT', 'late') }, 'MISSING'],
  ['hardware', 'nothing', {}, 'MISSING'],
  ['hardware', 'a host', { provenance: { host: 'node-1' } }, 'PARTIAL'],
  ['hardware', 'GPUs', { provenance: { gpus: [{ name: 'H100', count: 8, memoryBytes: null }] } }, 'PRESENT'],
  ['hardware', 'GPUs of no name', { provenance: { gpus: [{ name: null, count: 1, memoryBytes: null }] } }, 'PARTIAL'],
  ['hardware', 'no GPUs on a known system', { provenance: { gpus: [], os: 'Linux' } }, 'PRESENT'],
  ['configuration', 'nothing', {}, 'MISSING'],
  [
    'configuration',
    'params and an entry point',
    { provenance: { entryPoint: 't.py' }, params: [param('lr', 1)] },
    'PRESENT',
  ],
  ['configuration', 'params alone', { params: [param('lr', 1)] }, 'PARTIAL'],
  ['configuration', 'a command alone', { provenance: { command: 'python t.py' } }, 'PARTIAL'],
  ['configuration', 'params that could not be read', { params: new RungraphError('TIMEOUT', 'late') }, 'PARTIAL'],
];

test.each(cases)('%s: %s', (item, _says, given, state) => {
  const { items } = judgeReproducibility({
    provenance: { ...nothing, ...given.provenance },
    environment: given.environment ?? null,
    params: given.params ?? [],
  });
  const judged = items.find(({ name }) => name === item);
  expect(judged?.state).toBe(state);
  expect(judged?.why).toMatch(/\.$|late/);
  expect(judged?.evidence === null).toBe(state === 'MISSING');
});

test('the score is the mean of six items of the same weight', () => {
  const judge = (params: readonly Param[]) => judgeReproducibility({ provenance: nothing, environment: null, params });
  expect(judge([]).score).toBe(0);
  expect(judge([param('seed', 1)]).score).toBeCloseTo(1.5 / 6);
  expect(judge([]).items.map(({ name }) => name)).toEqual([
    'code',
    'environment',
    'data',
    'seeds',
    'hardware',
    'configuration',
  ]);
});
