import type { Clause, Field, Filter } from '../../../src/contract/filter.ts';
import type { MetricContext } from '../../../src/contract/value.ts';
import { describeFilter } from '../../../src/core/query/describe.ts';
import { pushNegation } from '../../../src/core/query/push-negation.ts';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { clause, metricField } from '../../support/questions.ts';
import { mlflowFilters } from './mlflow-filters.ts';

const now = Date.UTC(2026, 2, 1, 12, 34, 56, 789);
const meaning = (text: string): Filter => pushNegation(parseWhere(text, now).filter);
const described = (text: string): string => describeFilter(meaning(text));

test.each(mlflowFilters)('MLflow: %s', (text, expected) => {
  expect(described(text)).toBe(expected);
});

test('the corpus is as large as promised', () => {
  expect(mlflowFilters.length).toBeGreaterThanOrEqual(60);
});

const p: Field = { kind: 'param', key: 'p' };

test.each<[string, Clause]>([
  ['params.p = 0.001', clause(p, 'eq', 0.001)],
  ["params.p = '0.001'", clause(p, 'eq', '0.001')],
  ['params.p == true', clause(p, 'eq', true)],
  ['params.p <> FALSE', clause(p, 'ne', false)],
  ['params.p < +1.5E3', clause(p, 'lt', 1500)],
  ['params.p > -inf', clause(p, 'gt', -Infinity)],
  ['params.p = Infinity', clause(p, 'eq', Infinity)],
  ['params.p = 9007199254740993', clause(p, 'eq', 9007199254740993n)],
  ['params.p = -9007199254740993', clause(p, 'eq', -9007199254740993n)],
  ['params.p = 9007199254740991', clause(p, 'eq', 9007199254740991)],
  ['params.p = 9007199254740993.0', clause(p, 'eq', 9007199254740992)],
  ["params.p = [1, 'a', null, [true, 2e3], []]", clause(p, 'eq', [1, 'a', null, [true, 2000], []])],
  ["params.p in (1, 'a', true, [1])", clause(p, 'in', 1, 'a', true, [1])],
  ['params.p not in ()', clause(p, 'notIn')],
  ["params.p ~ '\\d+$'", clause(p, 'matches', '\\d+$')],
  ["params.p !~ 'a''b'", clause(p, 'notMatches', "a'b")],
  ["params.p = 'a\\'b\\\\'", clause(p, 'eq', "a'b\\")],
  ['params.p = "a\\"b""c"', clause(p, 'eq', 'a"b"c')],
  ["params.p = 'a\\nb'", clause(p, 'eq', 'a\\nb')],
  ["params.p = 'a\nb'", clause(p, 'eq', 'a\nb')],
  ["params.p contains 'a'i", { ...clause(p, 'contains', 'a'), ignoreCase: true }],
  ["params.p NOT StartsWith 'a'", clause(p, 'notStartsWith', 'a')],
  ["params.p not endswith 'a'", clause(p, 'notEndsWith', 'a')],
  ["params.p in ('a'i, 1)", { ...clause(p, 'in', 'a', 1), ignoreCase: true }],
  ["params.p like '50\\%_x'", clause(p, 'matches', '(?s)^50%.x$')],
  ["params.p like '50\\%'", clause(p, 'eq', '50%')],
  ["params.p like 'a\\_b%'", clause(p, 'startsWith', 'a_b')],
  ["params.p like 'C:\\data%'", clause(p, 'startsWith', 'C:\\data')],
  ["params.p like '%%'", clause(p, 'contains', '')],
  ["params.p like 'a.b_'", clause(p, 'matches', '(?s)^a\\.b.$')],
  ["params.p like ''", clause(p, 'eq', '')],
  ["params.p not like '%a%'", clause(p, 'notContains', 'a')],
  ["params.p not ilike 'a_'", { ...clause(p, 'notMatches', '(?s)^a.$'), ignoreCase: true }],
  ["params.in = 'x'", clause({ kind: 'param', key: 'in' }, 'eq', 'x')],
  ["params.and.or = 'x'", clause({ kind: 'param', key: 'and.or' }, 'eq', 'x')],
  ['params.optimizer/lr-2:a@b% = 1', clause({ kind: 'param', key: 'optimizer/lr-2:a@b%' }, 'eq', 1)],
  ["params['it''s'] = 1", clause({ kind: 'param', key: "it's" }, 'eq', 1)],
  ['params["a b"] = 1', clause({ kind: 'param', key: 'a b' }, 'eq', 1)],
  ['params."a""b" = 1', clause({ kind: 'param', key: 'a"b' }, 'eq', 1)],
  ['params.`a\\b` = 1', clause({ kind: 'param', key: 'a\\b' }, 'eq', 1)],
  ["tags.stage = 'prod'", clause({ kind: 'tag', key: 'stage' }, 'eq', 'prod')],
  ["names.model = 'vit'i", { ...clause({ kind: 'namePart', key: 'model' }, 'eq', 'vit'), ignoreCase: true }],
  ['names.seed is missing', clause({ kind: 'namePart', key: 'seed' }, 'missing')],
  ['metrics.q is nan', clause(metricField('q'), 'isNaN')],
  ['metrics.q is not NaN', clause(metricField('q'), 'notNaN')],
  ['durationMs is nan', clause({ kind: 'durationMs' }, 'isNaN')],
  ['min(metrics.q) < 1', clause(metricField('q', 'MIN'), 'lt', 1)],
  ['MAX( metric.q ) < 1', clause(metricField('q', 'MAX'), 'lt', 1)],
  ['first(metrics.q) < 1', clause(metricField('q', 'FIRST'), 'lt', 1)],
  ['last(metrics.q) < 1', clause(metricField('q'), 'lt', 1)],
  ['gpuHours > 2.5', clause({ kind: 'gpuHours' }, 'gt', 2.5)],
  ['cost is missing', clause({ kind: 'cost' }, 'missing')],
  ['energyKwh in (1, 2)', clause({ kind: 'energyKwh' }, 'in', 1, 2)],
  ['run.co2eKg <= 0', clause({ kind: 'co2eKg' }, 'lte', 0)],
  ["source = 'lab'", clause({ kind: 'source' }, 'eq', 'lab')],
  ["project ~ '^vision'", clause({ kind: 'projectName' }, 'matches', '^vision')],
  ['parent is missing', clause({ kind: 'parentRef' }, 'missing')],
  ["parent = 'lab/a/1'", clause({ kind: 'parentRef' }, 'eq', 'lab/a/1')],
  ["JOBTYPE = 'x'", clause({ kind: 'jobType' }, 'eq', 'x')],
  ["status not in ('FAILED', 'killed'i)", clause({ kind: 'status' }, 'notIn', 'FAILED', 'KILLED')],
  ["status !~ '^F'", clause({ kind: 'status' }, 'in', 'SCHEDULED', 'RUNNING', 'KILLED', 'UNKNOWN')],
  ["startedAt > '2026-03-01'", clause({ kind: 'startedAt' }, 'gt', Date.UTC(2026, 2, 1))],
  ["startedAt = '2026-03-01T01:00:00.1236+01:00'", clause({ kind: 'startedAt' }, 'eq', Date.UTC(2026, 2, 1) + 124)],
  ['endedAt in (5)', clause({ kind: 'endedAt' }, 'in', 5)],
  ['endedAt <= now()', clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 2, 1, 12, 34))],
  ["endedAt <= AGO('7d')", clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 1, 22, 12, 34))],
  ["endedAt <= ago('2w')", clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 1, 15, 12, 34))],
  ["endedAt <= ago('36h')", clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 1, 28, 0, 34))],
  ["endedAt <= ago('5m')", clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 2, 1, 12, 29))],
  ["endedAt <= ago('90s')", clause({ kind: 'endedAt' }, 'lte', Date.UTC(2026, 2, 1, 12, 33, 26))],
])('%s', (text, expected) => {
  expect(meaning(text)).toEqual(expected);
});

test.each([
  ['and binds more tightly than or', 'cost > 1 or cost > 2 and cost > 3', 'cost gt 1 or (cost gt 2 and cost gt 3)'],
  ['brackets', '(cost > 1 or cost > 2) and cost > 3', '(cost gt 1 or cost gt 2) and cost gt 3'],
  ['not is for what stands next', 'not cost > 1 and cost > 2', 'cost lte 1 and cost gt 2'],
  ['not goes inward', 'not (cost > 1 or name is missing)', 'cost lte 1 and name exists'],
  ['twice is nothing', 'not not cost > 1', 'cost gt 1'],
  [
    'key words in any case',
    "NOT (cost > 1 AND cost IN (2) Or name LiKe 'a')",
    '(cost lte 1 or cost notIn [2]) and name ne "a"',
  ],
  ['brackets touch words', "not(cost>1)and(name='a')or(cost<2)", '(cost lte 1 and name eq "a") or cost lt 2'],
  ['one of no ids is nobody', 'id in ()', 'false'],
  ['none of no ids is everybody', 'id not in ()', 'true'],
  ['no status is like that', "status like 'X%'", 'false'],
  ['blanks of every kind', 'cost\t>\u00a01\r\nand cost < 2', 'cost gt 1 and cost lt 2'],
  ['nothing is everything', ' \n ', 'true'],
])('%s', (_name, text, expected) => {
  expect(described(text)).toBe(expected);
});

test.each<[string, MetricContext]>([
  ['metrics.loss{} < 1', {}],
  ['metrics.loss {"subset": "val"} < 1', { subset: 'val' }],
  [
    'metrics.loss{"n": 1, "f": -1.5e3, "b": true, "z": null, "l": [1, "a"], "o": {"p": "q"}} < 1',
    { n: 1, f: -1500, b: true, z: null, l: [1, 'a'], o: { p: 'q' } },
  ],
  ['metrics.loss{"big": 9007199254740993} < 1', { big: 9007199254740993n }],
  ['metrics.loss{"nan": NaN, "inf": -Infinity} < 1', { nan: Number.NaN, inf: -Infinity }],
  ['metrics.loss{"\\u00e9\\"\\n": "}"} < 1', { 'é"\n': '}' }],
  ['metrics.loss{"__proto__": 1} < 1', JSON.parse('{"__proto__": 1}')],
  ['min(metrics.loss{"subset": "val"}) < 1', { subset: 'val' }],
])('a context: %s', (text, context) => {
  const filter = meaning(text);
  expect(filter).toMatchObject({ field: { kind: 'metric', key: 'loss' } });
  expect(filter.kind === 'clause' && filter.field.kind === 'metric' && filter.field.context).toEqual(context);
});

test('a text that speaks of the present says so', () => {
  const minute = Math.floor(now / 60_000) * 60_000;
  expect(parseWhere("startedAt > ago('1d')", now).changesAt).toBe(minute + 60_000);
  expect(parseWhere("startedAt > ago('9s') or endedAt < now()", now).changesAt).toBe(
    Math.floor(now / 1000) * 1000 + 1000,
  );
  expect(parseWhere("startedAt > '2026-03-01'", now).changesAt).toBeNull();
});

test('within a minute the present is the same', () => {
  const texts = ["startedAt > ago('1d')", 'startedAt > now()'];
  for (const text of texts) {
    const early = parseWhere(text, Date.UTC(2026, 2, 1, 12, 34));
    expect(parseWhere(text, Date.UTC(2026, 2, 1, 12, 34, 59, 999))).toEqual(early);
    expect(parseWhere(text, Date.UTC(2026, 2, 1, 12, 35))).not.toEqual(early);
  }
});
