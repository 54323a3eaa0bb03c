import type { OracleRun } from '../oracle/oracle-run.ts';
import type { GoldenOrder } from './golden-case.ts';
import { bareRun, goldenRun, withContexts, withMetric, withTag } from './golden-run.ts';

function named(...names: readonly (string | null)[]): readonly OracleRun[] {
  return names.map((name) => goldenRun({ name }));
}

function started(...times: readonly (number | null)[]): readonly OracleRun[] {
  return times.map((startedAt) => goldenRun({ startedAt }));
}

/** The total order of runs; params have a file of their own. */
export const sorting: readonly GoldenOrder[] = [
  { rule: 'without keys: start time descending, missing last', orderBy: [], inOrder: started(9, 5, 0, -3, null) },
  {
    rule: 'after start time: source, then native id by code point',
    orderBy: [],
    inOrder: [
      goldenRun({ source: 'A', nativeId: 'z' }),
      goldenRun({ source: 'a', nativeId: '10' }),
      goldenRun({ source: 'a', nativeId: '9' }),
      goldenRun({ source: 'a', nativeId: '\uFF5E' }),
      goldenRun({ source: 'a', nativeId: '\u{1F680}' }),
      goldenRun({ source: 'b', nativeId: '1' }),
    ],
  },
  {
    rule: 'ties of the keys asked go by start time descending, in both directions',
    orderBy: [{ by: { field: 'NAME' }, direction: 'DESC' }],
    inOrder: [goldenRun({ name: 'b' }), goldenRun({ name: 'a', startedAt: 2 }), goldenRun({ name: 'a', startedAt: 1 })],
  },
  {
    rule: 'the last ties go by native id ascending, in both directions',
    orderBy: [{ by: { field: 'NAME' }, direction: 'DESC' }],
    inOrder: [goldenRun({ name: 'a', nativeId: '1' }), goldenRun({ name: 'a', nativeId: '2' })],
  },
  {
    rule: 'fields are sorted as text by code point',
    orderBy: [{ by: { field: 'NAME' } }],
    inOrder: named('', '10', '9', 'Z', 'a', 'É', '\uFF5E', '\u{1F680}', null),
  },
  {
    rule: 'DESC turns text round and leaves missing last',
    orderBy: [{ by: { field: 'NAME' }, direction: 'DESC' }],
    inOrder: named('\u{1F680}', '\uFF5E', 'a', 'Z', '9', '10', '', null),
  },
  {
    rule: 'a status is sorted by its word',
    orderBy: [{ by: { field: 'STATUS' } }],
    inOrder: (['FAILED', 'FINISHED', 'KILLED', 'RUNNING', 'SCHEDULED', 'UNKNOWN'] as const).map((status) =>
      goldenRun({ status }),
    ),
  },
  {
    rule: 'times are sorted as numbers',
    orderBy: [{ by: { field: 'STARTED_AT' }, direction: 'ASC' }],
    inOrder: started(-3, 0, 5, 10, null),
  },
  {
    rule: 'durations are sorted as numbers, missing last when descending too',
    orderBy: [{ by: { field: 'DURATION_MS' }, direction: 'DESC' }],
    inOrder: [
      goldenRun({ startedAt: 1, endedAt: 101 }),
      goldenRun({ startedAt: 5, endedAt: 14 }),
      goldenRun({ startedAt: 9, endedAt: 9 }),
      goldenRun({ startedAt: 10 }),
    ],
  },
  {
    rule: 'tags are sorted as text; a plain label is missing',
    orderBy: [{ by: { tag: 't' } }],
    inOrder: [
      withTag(''),
      withTag('10'),
      withTag('9'),
      goldenRun({ nativeId: 'a' }),
      { ...withTag(null), nativeId: 'b' },
    ],
  },
  {
    rule: 'metrics are sorted as numbers; NaN is last with what is missing',
    orderBy: [{ by: { metric: { key: 'm' } } }],
    inOrder: [
      withMetric(-Infinity),
      withMetric(-1),
      withMetric(10),
      withMetric(Infinity),
      { ...withMetric(0, Number.NaN), nativeId: 'a' },
      { ...bareRun, nativeId: 'b' },
    ],
  },
  {
    rule: 'NaN metrics are last when descending too',
    orderBy: [{ by: { metric: { key: 'm' } }, direction: 'DESC' }],
    inOrder: [withMetric(Infinity), withMetric(2), withMetric(-Infinity), withMetric(Number.NaN)],
  },
  {
    rule: 'a metric is sorted by the aggregate and context of its reference',
    orderBy: [{ by: { metric: { key: 'm', context: { subset: 'val' }, aggregate: 'MIN' } }, direction: 'DESC' }],
    inOrder: [
      withContexts([{}, 1], [{ subset: 'val' }, 9]),
      withContexts([{ subset: 'val' }, 2]),
      withContexts([{}, 5]),
    ],
  },
  {
    rule: 'the first key decides, then the second',
    orderBy: [{ by: { field: 'GROUP' } }, { by: { field: 'USER' }, direction: 'DESC' }],
    inOrder: [
      goldenRun({ group: 'a', user: 'x' }),
      goldenRun({ group: 'b', user: 'z' }),
      goldenRun({ group: 'b', user: 'y' }),
      goldenRun({ group: 'b' }),
      goldenRun({ user: 'z' }),
    ],
  },
  {
    rule: 'source, project and native id are keys as well',
    orderBy: [
      { by: { field: 'PROJECT' } },
      { by: { field: 'SOURCE' }, direction: 'DESC' },
      { by: { field: 'ID' }, direction: 'DESC' },
    ],
    inOrder: [
      goldenRun({ projectName: 'P', source: 'a' }),
      goldenRun({ projectName: 'p', source: 'b', nativeId: '9' }),
      goldenRun({ projectName: 'p', source: 'b', nativeId: '10' }),
      goldenRun({ projectName: 'p', source: 'a', nativeId: '99' }),
    ],
  },
];
