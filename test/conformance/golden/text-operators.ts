import type { GoldenCase } from './golden-case.ts';
import type { OracleRun } from '../oracle/oracle-run.ts';
import { goldenRun, withParam, withParams, withTag } from './golden-run.ts';

function named(...names: readonly string[]): readonly OracleRun[] {
  return names.map((name) => goldenRun({ name }));
}

/** Text operators, case and patterns. */
export const textOperators: readonly GoldenCase[] = [
  {
    rule: 'text operators are case-sensitive',
    filter: { name: { contains: 'a' } },
    yes: named('bar', 'a'),
    no: named('BAR', 'A', 'b'),
  },
  {
    rule: 'ignoreCase: false is the same',
    filter: { name: { eq: 'a', ignoreCase: false } },
    yes: named('a'),
    no: named('A'),
  },
  { rule: 'startsWith', filter: { name: { startsWith: 'ab' } }, yes: named('ab', 'abc'), no: named('a', 'cab', 'Ab') },
  { rule: 'endsWith', filter: { name: { endsWith: 'ab' } }, yes: named('ab', 'cab'), no: named('b', 'abc', 'aB') },
  { rule: 'every text contains the empty text', filter: { name: { contains: '' } }, yes: named('', 'a') },
  {
    rule: 'the wildcards of SQL are nothing special',
    filter: { name: { contains: '0%_\\' } },
    yes: named('100%_\\'),
    no: named('100abc', '0%x\\', '0%_'),
  },
  {
    rule: 'text operators look into the text of numbers and booleans',
    filter: { param: { key: 'p', startsWith: '1' } },
    yes: withParams(1, 10, 1e21, '1', 12n),
    no: withParams(-1, 0.1, true),
  },
  {
    rule: 'text operators look into text as stored',
    filter: { param: { key: 'p', endsWith: '0' } },
    yes: [withParam(0.1, '0.10'), withParam(10)],
    no: [withParam(0.1), withParam(0.1, '1e-1')],
  },
  {
    rule: 'ignoreCase lowers both sides of eq',
    filter: { name: { eq: 'ÉCOLE', ignoreCase: true } },
    yes: named('école', 'École', 'ÉCOLE'),
    no: named('ecole'),
  },
  {
    rule: 'lowering is that of Unicode: the Kelvin sign is a k, a long İ is an i with a dot, ß is no SS',
    filter: { name: { in: ['KELVIN', 'İ', 'STRASSE'], ignoreCase: true } },
    yes: named('\u212Aelvin', 'kelvin', 'i\u0307', 'strasse'),
    no: named('straße', 'i', 'ı'),
  },
  {
    rule: 'ignoreCase lowers both sides of ne',
    filter: { name: { ne: 'A', ignoreCase: true } },
    yes: named('b', ''),
    no: named('a', 'A'),
  },
  {
    rule: 'ignoreCase lowers both sides of in, the negated one too',
    filter: { not: { name: { in: ['A', 'b'], ignoreCase: true } } },
    yes: named('c'),
    no: named('a', 'B'),
  },
  {
    rule: 'ignoreCase lowers both sides of contains, startsWith and endsWith',
    filter: { tag: { key: 't', contains: 'O', startsWith: 'F', endsWith: 'oO', ignoreCase: true } },
    yes: [withTag('foo'), withTag('FOO')],
    no: [withTag('of'), withTag('fO ')],
  },
  {
    rule: 'ignoreCase lowers text as stored',
    filter: { param: { key: 'p', eq: 'TRUE', ignoreCase: true } },
    yes: [withParam(true, 'True'), withParam(true), withParam('tRue')],
    no: withParams(1),
  },
  {
    rule: 'ignoreCase does nothing to numbers',
    filter: { param: { key: 'p', eq: 1000, ignoreCase: true } },
    yes: withParams(1000, '1E3', '1e3'),
    no: withParams('1e4'),
  },
  {
    rule: 'ignoreCase lowers no order',
    filter: { param: { key: 'p', lt: 'a', ignoreCase: true } },
    yes: withParams('B', 'A'),
    no: withParams('a', 'b'),
  },
  {
    rule: 'ignoreCase lowers no list',
    filter: { param: { key: 'p', eq: ['A'], ignoreCase: true } },
    yes: withParams(['A']),
    no: withParams(['a']),
  },
  {
    rule: 'matches is unanchored',
    filter: { name: { matches: 'b+' } },
    yes: named('abba', 'b'),
    no: named('a', 'B', ''),
  },
  { rule: 'matches takes anchors', filter: { name: { matches: '^b+$' } }, yes: named('bb'), no: named('abb', 'bb\n') },
  { rule: 'the dot matches no newline', filter: { name: { matches: '^a.b$' } }, yes: named('a b'), no: named('a\nb') },
  {
    rule: 'the dot matches one code point',
    filter: { name: { matches: '^.$' } },
    yes: named('\u{1F680}', 'é'),
    no: named('ab'),
  },
  { rule: 'matches is case-sensitive', filter: { name: { matches: 'a|b' } }, yes: named('a'), no: named('A', 'B') },
  {
    rule: 'ignoreCase is (?i) for matches, for the whole pattern',
    filter: { name: { matches: 'a|[b-c]', ignoreCase: true } },
    yes: named('A', 'b', 'C'),
    no: named('D'),
  },
  {
    rule: '(?i) does not lower the classes of a pattern',
    filter: { name: { matches: String.raw`^\D\S$`, ignoreCase: true } },
    yes: named('ab'),
    no: named('1b', 'a '),
  },
  {
    rule: 'matches takes Unicode classes',
    filter: { name: { matches: String.raw`^\p{Lu}` } },
    yes: named('Éa'),
    no: named('éa'),
  },
  {
    rule: 'matches looks into the text of numbers',
    filter: { param: { key: 'p', matches: String.raw`^\d\.\d$` } },
    yes: withParams(0.1, '0.1'),
    no: withParams(0.25, 1, true),
  },
];
