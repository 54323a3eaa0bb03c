import fc from 'fast-check';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { suggestWhere, type KnownKeys } from '../../../src/core/language/suggest-where.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  METRIC: ['acc', 'accuracy', 'val/acc', 'val loss', 'a`b'],
  PARAM: ['lr', 'optimizer.lr', 'optimizer.name'],
  TAG: ['stage'],
  NAME_PART: ['model'],
};
const keysOf: KnownKeys = (kind, prefix) => (known[kind] ?? []).filter((key) => key.startsWith(prefix));
const labels = (text: string): readonly string[] => suggestWhere(text, keysOf).map(({ label }) => label);

test.each<[string, readonly string[]]>([
  ['st', ['status', 'startedAt']],
  ['NA', ['name', 'names']],
  ["name = 'a' ", ['and', 'or']],
  ["name = 'a' a", ['and']],
  ["(name = 'a') o", ['or']],
  ['name ', ['not', 'in', 'is', 'contains', 'startsWith', 'endsWith', 'like', 'ilike']],
  ['name not s', ['startsWith']],
  ['name is ', ['not', 'missing', 'null', 'nan']],
  ['name is not m', ['missing']],
  ['params.flag = t', ['true']],
  ['metrics.', ['acc', 'accuracy', 'val/acc', 'val loss']],
  ['metrics.acc', ['accuracy']],
  ['metrics.val', ['val/acc']],
  ['metric.`val', ['val/acc', 'val loss']],
  ['min(metrics.ac', ['acc', 'accuracy']],
  ["params['opt", ['optimizer.lr', 'optimizer.name']],
  ['params.optimizer.', ['optimizer.lr', 'optimizer.name']],
  ['not tags.', ['stage']],
  ['names.m', ['model']],
  ["status = '", ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED', 'UNKNOWN']],
  ["status != 'F", ['FINISHED', 'FAILED']],
  ["status in ('FAILED', 'K", ['KILLED']],
  ["name = 'st", []],
  ["name = 'x metrics.", []],
  ['name = = ', []],
])('behind %s', (text, expected) => {
  expect(labels(text)).toEqual(expected);
});

test('behind nothing stand fields, what has keys, aggregates and not', () => {
  expect(labels('')).toEqual(expect.arrayContaining(['name', 'startedAt', 'params', 'metrics', 'min', 'not']));
  expect(labels('not ')).toEqual(expect.arrayContaining(['name', 'params']));
});

test.each([
  ['st', 'atus'],
  ['metrics.', 'acc'],
  ['metrics.`val l', 'oss`'],
  ['params["lr', null],
  ["status = 'FI", "NISHED'"],
  ['status = ', "'SCHEDULED'"],
  ["name = 'a'", ' and'],
  ['para', 'ms.'],
  ['mi', 'n(metrics.'],
  ['(', 'not'],
  ['name', 's.'],
  ['cost', ' not'],
])('what is put behind %s is %s', (text, insert) => {
  expect(suggestWhere(text, keysOf)[0]?.insert ?? null).toBe(insert);
});

test('a key that needs quotes brings them', () => {
  expect(suggestWhere('metrics.', keysOf).map(({ insert }) => insert)).toContain('`val loss`');
});

test('at most fifty keys are suggested', () => {
  const many: KnownKeys = () => Array.from({ length: 1000 }, (_key, at) => `key${at}`);
  expect(suggestWhere('metrics.', many)).toHaveLength(50);
});

test('a whole key put behind a text can be read', () => {
  const anyKey = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(
      anyKey,
      fc.constantFrom('metrics.', 'params.', 'tags[', 'metrics.`', 'params["', "tags.'"),
      (key, start) => {
        const [suggestion] = suggestWhere(start, () => [key]);
        if (suggestion === undefined) return;
        const close = start.includes('[') ? ']' : '';
        expect(parseWhere(`${start}${suggestion.insert}${close} is missing`, 0).filter).toMatchObject({
          field: { key },
        });
      },
    ),
    { numRuns: 500 },
  );
});
