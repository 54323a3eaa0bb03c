import { isRungraphError } from '../../../src/contract/error.ts';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { mostBytes, mostLevels } from '../../../src/core/language/limits.ts';
import { WhereError } from '../../../src/core/language/where-error.ts';

function refusal(text: string): WhereError {
  try {
    parseWhere(text, 0);
  } catch (error) {
    if (error instanceof WhereError) return error;
    throw error;
  }
  throw new Error(`"${text}" was understood`);
}

// The text with what the error points at between brackets, and a part of what it says.
test.each([
  ['metrics.acc «=>» 3', 'one of = != < <= > >='],
  ['metrics.acc «=>» 3', 'Did you mean >=?'],
  ['metrics.acc > 0.9 «adn» cost > 1', 'expected "and", "or" or the end. Did you mean and?'],
  ['metrics.acc > 0.9 «&&» cost > 1', 'Did you mean and?'],
  ['metrics.acc > 0.9 «cost» > 1', 'expected "and", "or" or the end'],
  ["«naem» = 'x'", 'There is no field "naem". Did you mean name?'],
  ['«strat_time» > 5', 'Did you mean start_time?'],
  ['«metrcs».acc > 3', 'Did you mean metrics?'],
  ['«lr» > 3', 'Keys are written params.lr'],
  ['«params» = 1', 'params needs a key'],
  ["name «contans» 'x'", 'Did you mean contains?'],
  ['name is «mising»', 'Did you mean missing?'],
  ['name«»', 'The text ends too early: expected "not", "in"'],
  ["name = 'a' and«»", 'expected a field such as name'],
  ["name = 'a' and«»", 'expected a field such as name'],
  ["(name = 'a'«»", 'expected "and", "or" or )'],
  ["name = 'a'«)»", 'expected "and", "or" or the end'],
  ["name = «'abc»", "The quote ' is never closed."],
  ['metrics.«`loss > 1»', 'The quote ` is never closed.'],
  ['params.«=» 3', 'expected a key'],
  ['«min»(params.lr) < 1', 'and params.lr is none'],
  ['«avg»(metrics.loss) < 1', 'there are last, first, min and max'],
  ['«mni»(metrics.loss) < 1', 'Did you mean min?'],
  ['exists(params.lr)«»', '"is not missing"'],
  ['«artifact_uri» = 1', 'list its artifacts instead'],
  ["«dataset».name = 'x'", 'data sets are not searched by this language'],
  ['«params.lr»{"a": 1} > 1', 'Only a metric has a context'],
  ["name.«x» = 'a'", 'name has no keys'],
  ['status = «FINISHED»', "A text stands in quotes: 'FINISHED'."],
  ["status = «'finished'»", "Did you mean 'FINISHED'?"],
  ["status = «'x'»", 'There are SCHEDULED, RUNNING'],
  ['status «is» missing', 'Every run has a status'],
  ["name «<» 'a'", 'name has no order'],
  ['tags.x = «5»', 'is compared with a text in quotes'],
  ["metrics.x = «'5'»", 'is compared with a number, without quotes'],
  ['metrics.x = «true»', 'is compared with a number.'],
  ['metrics.x = «NaN»', 'write "metrics.x is nan"'],
  ['params.x = «null»', 'write "params.x is missing"'],
  ['params.x = [1, «nan»]', 'NaN is nobody'],
  ['params.x «is» nan', 'Only a metric or another number can be NaN'],
  ['params.x «<» true', 'booleans have no order'],
  ['params.x «>=» [1]', 'lists have no order'],
  ["params.x > «'a'i»", 'leave the i out'],
  ["params.x = [1, «'a'i»]", 'leave the i out'],
  ["params.x «in» ('a'i, 'b')", 'All texts of a list carry i, or none does'],
  ["params.x «~» '('", 'does not parse as RE2'],
  ['params.x contains «5»', 'A text in quotes is needed here'],
  ["metrics.x «like» '5%'", 'metrics.x is no text'],
  ["startedAt «contains» '2026'", 'startedAt is no text'],
  ["startedAt > «'yesterday'»", "ago('7d')"],
  ["startedAt > «'2026-02-30'»", 'This is no time'],
  ["startedAt > «'2026-02-20T10:00:00'»", 'A time needs a zone'],
  ['startedAt > «1.5»', 'whole number of milliseconds'],
  ['startedAt > «inf»', 'whole number of milliseconds'],
  ['startedAt > «ago(7d)»', 'such as ago'],
  ["startedAt > «ago('7y')»", 'such as ago'],
  ["startedAt > «ago('99999999999w')»", 'such as ago'],
  ['startedAt > «ago()»', 'such as ago'],
  ['startedAt > «nwo()»', 'Did you mean now?'],
  ['params.x > «now()»', 'stands beside a time'],
  ["id «like» 'a%'", 'An id is compared by'],
  ["id = «'a'i»", 'leave the i out'],
  ["id «<» 'a'", 'id has no order'],
  ['params.«``» = 1', 'A key is not empty'],
  ['cost > «1x»', 'expected'],
  ['cost «=~» 1', 'expected'],
  ["cost > 1\nand\n  «naem» = 'x'", 'Did you mean name?'],
  ['\n«and»', 'expected'],
])('%s', (marked, says) => {
  const offset = marked.indexOf('«');
  const length = marked.indexOf('»') - offset - 1;
  const text = marked.replace(/[«»]/g, '');
  const error = refusal(text);
  expect(isRungraphError(error) && error.code).toBe('INVALID_QUERY');
  expect(error.message).toContain(says);
  const line = text.slice(0, offset).split('\n').length;
  expect(error.position).toEqual({ line, column: offset - text.slice(0, offset).lastIndexOf('\n'), length });
});

test('the message shows the line and marks the place', () => {
  const error = refusal("cost > 1 and\n  name contans 'x' and\n  cost < 2");
  expect(error.message.split('\n').slice(1)).toEqual(['', "    name contans 'x' and", '         ^^^^^^^']);
  expect(error.why).not.toContain('\n');
});

test('a long line is cut around the place', () => {
  const error = refusal(`name = '${'x'.repeat(500)}' adn name = '${'y'.repeat(500)}'`);
  const [line = '', carets = ''] = error.message.split('\n').slice(-2);
  expect(line.length).toBeLessThan(130);
  expect(line.slice(carets.indexOf('^'), carets.indexOf('^') + 3)).toBe('adn');
});

test('a text of more than 64 kB is refused before it is read', () => {
  const fits = `name = '${'x'.repeat(mostBytes - 9)}'`;
  expect(parseWhere(fits, 0).filter).toMatchObject({ operator: 'eq' });
  const tooLong = /it has 65537 bytes; at most 65536/;
  expect(() => parseWhere(`${fits} `, 0)).toThrow(tooLong);
  expect(() => parseWhere(`name = '${'é'.repeat(40_000)}'`, 0)).toThrow(/at most 65536/);
  expect(() => parseWhere('('.repeat(1_000_000), 0)).toThrow(expect.objectContaining({ code: 'INVALID_QUERY' }));
});

test.each([
  ['(', 'cost > 1', ')'],
  ['not (', 'cost > 1', ')'],
  ['params.p = [', '', ']'],
  ['metrics.m{"a": [', '', ']} > 1'],
])('more than 200 levels of %s are refused, and 200 are not', (open, middle, close) => {
  const head = open.replace(/.$/, '');
  const nest = (levels: number): string =>
    head + open.slice(-1).repeat(levels) + middle + close.slice(0, 1).repeat(levels) + close.slice(1);
  const levels = mostLevels - (open.includes('{') ? 1 : 0);
  expect(parseWhere(nest(levels), 0).filter).toBeDefined();
  expect(refusal(nest(levels + 1)).message).toContain('More than 200 levels');
  expect(refusal(nest(10_000)).message).toContain('More than 200 levels');
});

test('brackets in quotes are no levels', () => {
  const brackets = '('.repeat(500);
  expect(parseWhere(`name = '${brackets}' and params.\`${brackets}\` = 1`, 0).filter).toBeDefined();
});

test('a chain of not costs no stack', () => {
  expect(parseWhere(`${'not '.repeat(15_001)}cost > 1`, 0).filter).toMatchObject({ kind: 'not' });
});

test('thousands of clauses are read', () => {
  const text = Array.from({ length: 5000 }, () => 'cost > 1').join(' or ');
  expect(parseWhere(text, 0).filter).toMatchObject({ kind: 'or' });
});
