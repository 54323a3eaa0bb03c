import { canonicalData } from './canonical/canonical-data.ts';
import { ordinaryRun } from './canonical/ordinary-run.ts';
import { projectsWithRuns, projectWithoutRuns } from './canonical/projects.ts';
import { answer } from './oracle/answer.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import { jsonText } from './oracle/json-text.ts';
import type { RunValue } from './oracle/question.ts';
import { sortKey } from './oracle/sort-key.ts';
import { createRandom, seedOf } from './random/random.ts';
import { runFields } from './random/random-order.ts';

const { runs } = canonicalData;
const nativeIds = new Map(runs.map((run) => [run.key, run.key]));
const shown = oracleRuns(canonicalData, { source: 'lab', nativeIds });
const params = runs.flatMap((run) => run.params);
const keys = runs.flatMap((run) => [...run.params, ...run.tags, ...run.metrics].map((thing) => thing.key));

describe('projects and runs', () => {
  test('about eighty runs with unique keys', () => {
    expect(runs.length).toBeGreaterThanOrEqual(55);
    expect(runs.length).toBeLessThanOrEqual(100);
    expect(nativeIds.size).toBe(runs.length);
  });
  test('three projects with plenty of runs and one without', () => {
    const counts = projectsWithRuns.map((name) => runs.filter((run) => run.project === name).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(10);
    expect(canonicalData.projects.map((project) => project.name)).toEqual([...projectsWithRuns, projectWithoutRuns]);
    expect(runs.some((run) => run.project === projectWithoutRuns)).toBe(false);
  });
  test('every status, running runs without end, an instant one', () => {
    const statuses = new Set(runs.map((run) => run.status));
    expect([...statuses].sort()).toEqual(['FAILED', 'FINISHED', 'KILLED', 'RUNNING', 'SCHEDULED']);
    expect(runs.filter((run) => run.status === 'RUNNING' && run.endedAt === null).length).toBeGreaterThan(1);
    expect(runs.some((run) => run.endedAt === run.startedAt)).toBe(true);
  });
  test('archived runs', () => expect(runs.filter((run) => run.archived).length).toBeGreaterThan(2));
  test('a parent, children and a grandchild, parents first and in the same project', () => {
    const grandchild = runs.find((run) => run.key === 'grandchild');
    const child = runs.find((run) => run.key === grandchild?.parent);
    expect(runs.find((run) => run.key === child?.parent)?.parent).toBeNull();
    expect(runs.filter((run) => run.parent === child?.parent)).toHaveLength(2);
    for (const run of runs.filter(({ parent }) => parent !== null)) {
      const parentIndex = runs.findIndex((other) => other.key === run.parent && other.project === run.project);
      expect(parentIndex).toBeGreaterThanOrEqual(0);
      expect(parentIndex).toBeLessThan(runs.indexOf(run));
    }
  });
  test('the same data everywhere', () => {
    const random = createRandom(1);
    expect([random.next(), random.integer(1, 100), seedOf('kind-00')]).toEqual([0.6270739405881613, 1, 584220794]);
    expect(runs.find((run) => run.key === 'archived-1')).toEqual({ ...ordinaryRun('archived-1'), archived: true });
  });
});

describe('ties and gaps', () => {
  const sorts: readonly RunValue[] = [
    ...runFields.filter((field) => field !== 'ID').map((field) => ({ field })),
    ...['lr', 'optimizer', 'amp', 'mixed', 'threshold'].map((param) => ({ param })),
    ...['team', 'stage'].map((tag) => ({ tag })),
    ...['loss', 'acc', 'score'].map((key) => ({ metric: { key } })),
  ];
  test.each(sorts)('%j: runs tie', (by) => {
    const texts = shown.map((run) => sortKey(run, by)).filter((key) => key !== null);
    const distinct = new Set(texts.map((key) => (key.kind === 'number' ? String(key.number) : key.text)));
    expect(distinct.size).toBeLessThan(texts.length);
  });
  test.each(sorts.filter(({ field }) => field === undefined))('%j: is missing in some runs', (by) => {
    expect(shown.some((run) => sortKey(run, by) === null)).toBe(true);
  });
  test('tags with a value, with an empty one, and plain labels', () => {
    const values = runs.flatMap((run) => run.tags.map((tag) => tag.value));
    expect(values).toEqual(expect.arrayContaining(['red', '', null]));
  });
  test('a run without params, tags and metrics', () =>
    expect(runs.some((run) => run.params.length + run.tags.length + run.metrics.length === 0)).toBe(true));
  test('no key twice among the tags or params of a run, nor a metric in one context', () => {
    for (const run of runs) {
      const names = [
        run.params.map((param) => param.key),
        run.tags.map((tag) => tag.key),
        run.metrics.map((metric) => metric.key + jsonText(metric.context)),
      ];
      for (const list of names) expect(new Set(list).size).toBe(list.length);
    }
  });
});

describe('params', () => {
  const values = params.filter((param) => param.key === 'mixed' || param.key === 'threshold').map(({ value }) => value);
  const wanted = [
    ...[0.1, 1000, 0, Infinity, -Infinity, Number.NaN, true, false, null, '', 'True', 'FALSE', 'nan', 'Infinity'],
    ...['1e-3', '0.10', '+5', ' 5', '0x5', '5.', '9007199254740993', '1152921504606846976'],
    ...[[], [1, 2], [[1], [2, ['x', null]], true], 2 ** 53, 2 ** 60],
    ...[2n ** 53n + 1n, 2n ** 60n, -(2n ** 53n) - 1n],
  ];
  test.each(wanted)('have the value %p under a key of many kinds', (value) =>
    expect(values.some((other) => Object.is(other, value) || jsonIs(other, value))).toBe(true),
  );
  test('have many kinds under each of the two keys', () => {
    for (const key of ['mixed', 'threshold']) {
      const kinds = params.filter((param) => param.key === key).map(({ value }) => kindOf(value));
      expect([...new Set(kinds)].sort()).toEqual(['bigint', 'boolean', 'list', 'null', 'number', 'string']);
    }
  });
});

describe('texts', () => {
  const texts = runs.flatMap((run) => [...run.params, ...run.tags].map((thing) => thing.value));
  const signs = [
    "'",
    '"',
    '`',
    '%',
    '_',
    '\\',
    '\n',
    'É',
    'İ',
    '\u212A',
    'ß',
    '\u{1F680}',
    '\uE000',
    '\uFF5E',
    '\uFFFD',
  ];
  test.each(signs)('a value with %j', (sign) =>
    expect(texts.some((text) => typeof text === 'string' && text.includes(sign))).toBe(true),
  );
  test.each(['.', '/', ' ', "'", '"', '`', '%', '_', '\\', '\u{1F680}'])('a key with %j', (sign) =>
    expect(keys.some((key) => key.includes(sign))).toBe(true),
  );
  test('keys and values that differ by case, or by a wildcard of SQL', () => {
    expect(keys).toEqual(expect.arrayContaining(['Case', 'case', 'under_score', 'underXscore']));
    expect(texts).toEqual(expect.arrayContaining(['Plain', 'plain', 'PLAIN', 'École', 'école']));
  });
  test.each(['NAME', 'NOTES'] as const)('%s in another order by UTF-16 units than by code point', (field) => {
    const ordered = answer(shown, { orderBy: [{ by: { field } }] }).map((run) =>
      field === 'NAME' ? run.name : run.notes,
    );
    const present = ordered.filter((text) => text !== null);
    expect(present).not.toEqual([...present].sort());
  });
});

function jsonIs(a: (typeof params)[number]['value'], b: (typeof params)[number]['value']): boolean {
  return kindOf(a) === 'list' && kindOf(b) === 'list' && jsonText(a) === jsonText(b);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}
