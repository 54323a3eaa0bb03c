import fc from 'fast-check';
import type { Provenance } from '../../../src/contract/provenance.ts';
import type { RecordedRun } from '../../../src/core/compare/recorded.ts';
import { likelyCauses, reproductionChecklist } from '../../../src/core/reproduction/checklist.ts';
import { judgeSeries, worstVerdict, type Verdict } from '../../../src/core/reproduction/verdict.ts';
import { param, run } from '../../support/runs.ts';

const line = (values: readonly number[], from = 0) => ({
  x: Float64Array.from(values, (_value, at) => from + at),
  y: Float64Array.from(values),
});
const judge = (of: readonly number[], by: readonly number[], relative = 0.01, absolute = 0) =>
  judgeSeries(line(of), line(by), { relative, absolute });
const flat = (count: number): number[] => new Array<number>(count).fill(1);
/** A line of ones with twos at some places. */
const apartAt = (count: number, ...places: number[]): number[] =>
  flat(count).map((one, at) => (places.includes(at) ? 2 : one));
const from = (count: number, start: number): number[] =>
  Array.from({ length: count - start }, (_place, at) => start + at);

test.each<[string, number[], number[], Verdict, number | null, number | null]>([
  ['the same', flat(40), flat(40), 'MATCHES', null, 1],
  ['a single outlier', flat(40), apartAt(40, 7), 'MATCHES', null, 39 / 40],
  ['outliers that do not touch', flat(40), apartAt(40, 7, 9, 11), 'MATCHES', null, 37 / 40],
  ['two that touch', flat(40), apartAt(40, 7, 8), 'DIVERGES', 7, 38 / 40],
  ['a twentieth of many is more than two', flat(100), apartAt(100, 7, 8, 9, 10), 'MATCHES', null, 0.96],
  ['a twentieth of them', flat(100), apartAt(100, 7, 8, 9, 10, 11), 'DIVERGES', 7, 0.95],
  ['rounded up', flat(101), apartAt(101, 7, 8, 9, 10, 11), 'MATCHES', null, 96 / 101],
  ['all to the end', flat(100), apartAt(100, ...from(100, 50)), 'DIVERGES', 50, 0.5],
  ['all to the end, late', flat(100), apartAt(100, ...from(100, 90)), 'DIVERGES_LATE', 90, 0.9],
  ['just not late', flat(100), apartAt(100, ...from(100, 89)), 'DIVERGES', 89, 0.89],
  ['only the last point', flat(100), apartAt(100, 99), 'DIVERGES_LATE', 99, 0.99],
  ['everywhere', flat(30), apartAt(30, ...from(30, 0)), 'DIFFERENT', 0, 0],
  ['from the first on, but not to the end', flat(30), apartAt(30, 0, 1, 2), 'DIVERGES', 0, 0.9],
  ['one point, the same', [1], [1], 'MATCHES', null, 1],
  ['one point, apart', [1], [2], 'DIFFERENT', 0, 0],
  ['no point', [], [1, 2], 'NOT_COMPARABLE', null, null],
])('%s', (_name, of, by, verdict, firstApart, within) => {
  expect(judge(of, by)).toMatchObject({ verdict, firstApart, within });
});

test('only shared steps are compared, and the last values are those of each', () => {
  const told = judgeSeries(line([1, 2, 3, 4]), line([3, 4, 9], 2), { relative: 0, absolute: 0 });
  expect(told).toMatchObject({ points: 2, verdict: 'MATCHES', ofLast: 4, byLast: 9 });
});

test.each<[string, number, number, number, number, boolean]>([
  ['within a share of the original', 100, 101, 0.01, 0, true],
  ['a little more', 100, 101.1, 0.01, 0, false],
  ['the share is of the original', 101.1, 100, 0.011, 0, true],
  ['an absolute distance', 0, 0.5, 0, 0.5, true],
  ['NaN and NaN', Number.NaN, Number.NaN, 0, 0, true],
  ['NaN alone', Number.NaN, 1, 1, 1e300, false],
  ['the same infinity', -Infinity, -Infinity, 0, 0, true],
  ['the other infinity', -Infinity, Infinity, 1, 1e300, false],
  ['an infinity alone', 1, Infinity, 1, 1e300, false],
  ['great values of either sign', 1.7e308, -1.7e308, 1, 0, false],
  ['the least doubles', 5e-324, 1e-323, 0.5, 0, false],
])('%s', (_name, a, b, relative, absolute, near) => {
  expect(judge([a], [b], relative, absolute).verdict).toBe(near ? 'MATCHES' : 'DIFFERENT');
});

test('differences are taken of finite pairs', () => {
  expect(judge([1, 2, Number.NaN], [2, 4, 5], 1e9)).toMatchObject({ maxDifference: 2, rmse: Math.sqrt(2.5) });
  expect(judge([Number.NaN], [1])).toMatchObject({ maxDifference: null, rmse: null });
  expect(judge([1e308], [1.5e308]).rmse).toBeCloseTo(0.5e308, -295);
  expect(judge([1e-300, 0], [0, 1e-300]).rmse).toBe(1e-300);
});

test('the least x from which on they are apart is found as by trying each', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (apart) => {
      const window = Math.max(2, Math.ceil(apart.length / 20));
      const found = apart.findIndex(
        (_one, at) =>
          apart.slice(at).every(Boolean) ||
          (at + window <= apart.length && apart.slice(at, at + window).every(Boolean)),
      );
      const told = judge(
        flat(apart.length),
        apart.map((one) => (one ? 2 : 1)),
      );
      expect(told.firstApart).toBe(found === -1 ? null : found);
    }),
    { numRuns: 1000 },
  );
});

test('the whole is as bad as its worst part that can be compared', () => {
  expect(worstVerdict(['MATCHES', 'NOT_COMPARABLE', 'DIVERGES_LATE'])).toBe('DIVERGES_LATE');
  expect(worstVerdict(['MATCHES', 'DIFFERENT', 'DIVERGES'])).toBe('DIFFERENT');
  expect(worstVerdict(['NOT_COMPARABLE'])).toBe('NOT_COMPARABLE');
  expect(worstVerdict([])).toBe('NOT_COMPARABLE');
});

const git = { commit: 'abc', branch: 'main', repository: null, dirty: false, diff: null };
const provenance: Provenance = {
  git,
  entryPoint: null,
  command: null,
  arguments: null,
  host: null,
  os: 'linux',
  pythonVersion: '3.11',
  packages: [{ name: 'torch', version: '2.1' }],
  gpus: [{ name: 'A100', count: 1, memoryBytes: null }],
  cuda: '12.1',
  containerImage: null,
  datasets: [],
};
const params = [param('lr', '0.1', '0.1'), param('seed', 1)];
const made = (more: Partial<Provenance> = {}, own = params): RecordedRun => ({
  run: run('r', { params: own }),
  provenance: { ...provenance, ...more },
  environment: null,
});
const nothing: RecordedRun = { run: run('r'), provenance: undefined, environment: null };
const states = (of: RecordedRun, by: RecordedRun): Record<string, string> =>
  Object.fromEntries(reproductionChecklist(of, by).map(({ name, state }) => [name, state]));

test('what is the same, and what nobody knows', () => {
  expect(states(made(), made({}, [param('lr', 0.1), param('seed', '1')]))).toEqual({
    code: 'SAME',
    environment: 'SAME',
    data: 'UNKNOWN',
    seeds: 'SAME',
    hardware: 'SAME',
    configuration: 'SAME',
  });
  expect(Object.values(states(nothing, made()))).toEqual([
    'UNKNOWN',
    'UNKNOWN',
    'UNKNOWN',
    'UNKNOWN',
    'UNKNOWN',
    'DIFFERENT',
  ]);
});

test.each<[string, RecordedRun, string, string]>([
  ['another commit', made({ git: { ...git, commit: 'def' } }), 'code', 'DIFFERENT'],
  ['changes on top of one', made({ git: { ...git, dirty: true } }), 'code', 'DIFFERENT'],
  ['nobody knows about changes', made({ git: { ...git, dirty: null } }), 'code', 'UNKNOWN'],
  ['another Python', made({ pythonVersion: '3.12' }), 'environment', 'DIFFERENT'],
  ['another package', made({ packages: [{ name: 'Torch', version: '2.2' }] }), 'environment', 'DIFFERENT'],
  ['packages not recorded', made({ packages: null }), 'environment', 'UNKNOWN'],
  ['another GPU', made({ gpus: [{ name: 'T4', count: 1, memoryBytes: null }] }), 'hardware', 'DIFFERENT'],
  ['another CUDA beside the same GPU', made({ cuda: '11' }), 'hardware', 'DIFFERENT'],
  ['another seed', made({}, [param('lr', 0.1), param('seed', 2)]), 'seeds', 'DIFFERENT'],
  ['another param', made({}, [param('lr', 0.2), param('seed', 1)]), 'configuration', 'DIFFERENT'],
])('%s', (_name, by, item, state) => {
  expect(states(made(), by)[item]).toBe(state);
});

test('changes on top are compared by their text', () => {
  const dirty = (diff: string | null): RecordedRun => made({ git: { ...git, dirty: true, diff } });
  expect(states(dirty('+a'), dirty('+a'))['code']).toBe('SAME');
  expect(states(dirty('+a'), dirty('+b'))['code']).toBe('DIFFERENT');
  expect(states(dirty('+a'), dirty(null))['code']).toBe('UNKNOWN');
});

test('an image by digest says all of the environment', () => {
  const image = `x@sha256:${'0'.repeat(64)}`;
  expect(states(made({ containerImage: image }), made({ containerImage: image, packages: null }))['environment']).toBe(
    'SAME',
  );
});

test('data is the same by digest, whatever its name', () => {
  const data = (name: string, value: string | null): Partial<Provenance> => ({
    datasets: [
      {
        nativeId: name,
        projectId: null,
        name,
        type: 'DATASET',
        nativeType: null,
        version: null,
        aliases: [],
        description: null,
        metadata: null,
        digest: value === null ? null : { algorithm: 'md5', value },
        sizeBytes: null,
        uri: null,
        url: null,
        createdAt: null,
        producedById: null,
      },
    ],
  });
  expect(states(made(data('a', 'd')), made(data('b', 'd')))['data']).toBe('SAME');
  expect(states(made(data('a', 'd')), made(data('a', 'e')))['data']).toBe('DIFFERENT');
  expect(states(made(data('a', 'd')), made(data('a', null)))['data']).toBe('UNKNOWN');
});

test('causes are taken from what differs, the likeliest first', () => {
  const items = reproductionChecklist(
    made(),
    made({ cuda: '11', git: { ...git, commit: 'def' } }, [param('lr', 0.2), param('seed', 1)]),
  );
  expect(likelyCauses('DIFFERENT', items)).toEqual([
    'configuration: Params are not the same: lr.',
    'code: The commits are not the same.',
    'hardware: Not the same: CUDA 12.1 and 11.',
  ]);
  expect(likelyCauses('DIVERGES_LATE', items)[0]).toContain('hardware');
  expect(likelyCauses('MATCHES', items)).toEqual([]);
  expect(items.find(({ name }) => name === 'configuration')).toMatchObject({ of: { lr: '0.1' }, by: { lr: 0.2 } });
});
