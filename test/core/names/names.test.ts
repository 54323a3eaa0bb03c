import { RungraphError } from '../../../src/contract/error.ts';
import type { Provenance } from '../../../src/contract/provenance.ts';
import { checkConvention, conventionFor, type Convention } from '../../../src/core/names/conventions.ts';
import { readNamePattern } from '../../../src/core/names/name-pattern.ts';
import { param, provenance, run, tag } from '../../support/runs.ts';

const parts = (pattern: string, name: string): Record<string, string> | null => {
  const found = readNamePattern(pattern).partsOf(name);
  return found === null ? null : Object.fromEntries(found);
};

test.each<[string, string, Record<string, string> | null]>([
  ['{model}_{dataset}_{seed}', 'vit_cifar_42', { model: 'vit', dataset: 'cifar', seed: '42' }],
  ['{model}_{dataset}_{rest}', 'vit_cifar_big_42', { model: 'vit', dataset: 'cifar', rest: 'big_42' }],
  ['{model}_{dataset}', 'vit', null],
  ['{model}_{dataset}', '_cifar', null],
  ['{model}-{seed:\\d+}', 'vit-b-16-42', { model: 'vit-b-16', seed: '42' }],
  ['{model}-{seed:\\d+}', 'vit-b', null],
  ['run-{date:\\d{4}-\\d{2}}.{n:\\d+}', 'run-2026-03.7', { date: '2026-03', n: '7' }],
  ['run.{n}', 'runx7', null],
  ['{a:x|y}{b:(?:z)+}', 'yzz', { a: 'y', b: 'zz' }],
  ['{{x}}_{a}', '{x}_1', { a: '1' }],
  ['{größe}', 'x\ny', { größe: 'x\ny' }],
])('%s reads %s', (pattern, name, expected) => {
  expect(parts(pattern, name)).toEqual(expected);
});

test.each([
  ['{a}_{a}', 'comes twice'],
  ['plain', 'has no part'],
  ['{a', 'never closed'],
  ['a}', 'closes nothing'],
  ['{}', 'is no name of a part'],
  ['{a b}', 'is no name of a part'],
  ['{a:(}', 'does not parse as RE2'],
])('%s is refused', (pattern, why) => {
  expect(() => readNamePattern(pattern)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message: expect.stringContaining(why) }),
  );
});

test('a long name is read in linear time', () => {
  expect(parts('{a}_{b}_{c}_{d}_{e:x}', '_'.repeat(50_000))).toBeNull();
});

const nothing = { notes: false, tags: [], params: [], seed: false, git: false, diffWhenDirty: false };
const strict: Convention = {
  projects: ['prod/vision*', 'lab/*'],
  name: readNamePattern('{model}_{seed:\\d+}'),
  require: { notes: true, tags: ['stage'], params: ['lr'], seed: true, git: true, diffWhenDirty: true },
};
const loose: Convention = { projects: ['*'], name: null, require: nothing };

test('the first entry that fits a project counts', () => {
  expect(conventionFor([strict, loose], 'prod', 'vision-2')).toBe(strict);
  expect(conventionFor([strict, loose], 'prod', 'speech')).toBe(loose);
  expect(conventionFor([strict], 'other', null)).toBeNull();
});

const git: Provenance['git'] = { commit: 'abc', branch: null, repository: null, dirty: true, diff: null };
const made = provenance({ git });

test('a run is told every rule that it breaks, and what to do', () => {
  const issues = checkConvention(run('r', { name: 'try 7', notes: ' ' }), strict, { ...made, git: null });
  expect(issues.map(({ rule }) => rule)).toEqual(['NAME', 'NOTES', 'TAG', 'PARAM', 'SEED', 'GIT']);
  expect(issues[0]).toEqual({
    rule: 'NAME',
    message: 'Its name "try 7" does not fit {model}_{seed:\\d+}.',
    remedy: 'Name it after {model}_{seed:\\d+}.',
  });
});

test('a run that keeps the rules has no issue', () => {
  const good = run('r', {
    name: 'vit_42',
    notes: 'a try',
    tags: [tag('stage', null)],
    params: [param('lr', 0.1), param('train.seed', 42)],
  });
  expect(checkConvention(good, strict, { ...made, git: { ...git, diff: '+x' } })).toEqual([]);
  expect(checkConvention(good, strict, { ...made, git: { ...git, diffArtifactId: 'a' } })).toEqual([]);
  expect(checkConvention(good, strict, made).map(({ rule }) => rule)).toEqual(['DIFF']);
  expect(checkConvention({ ...good, name: null }, strict, { ...made, git: { ...git, dirty: false } })).toMatchObject([
    { rule: 'NAME' },
  ]);
});

test('what could not be read breaks no rule', () => {
  const failed = new RungraphError('TIMEOUT', 'slow');
  const issues = checkConvention(run('r', { name: 'vit_1', notes: 'x', tags: failed, params: failed }), strict, {
    ...made,
    git: { ...git, dirty: null },
  });
  expect(issues).toEqual([]);
});
