import { runStatuses } from '../../contract/run.ts';
import { parseDay, parseInstant } from '../../contract/rfc3339.ts';
import type { Value } from '../../contract/value.ts';
import type { Clock } from './clock.ts';
import { nearest } from './nearest.ts';
import { readNumber } from './read-context.ts';
import type { Subject } from './read-subject.ts';
import type { Literal } from './syntax.ts';
import type { Refuse } from './where-error.ts';

/** The right side of a comparison. */
export interface Operand {
  readonly value: Value;
  readonly ignoreCase: boolean;
}

/** What a literal is as an operand of `subject`. Refuses what cannot be compared with it, with what to write instead. */
export function readOperand(literal: Literal, subject: Subject, clock: Clock, refuse: Refuse): Operand {
  const { spot } = literal;
  if (literal.kind === 'bare') refuse(spot, `A text stands in quotes: '${literal.text}'.`);
  if (literal.kind === 'constant' && literal.word === 'nan') {
    refuse(spot, `NaN cannot be compared with: write "${subject.name} is nan".`);
  }
  if (literal.kind === 'constant' && literal.word === 'null') {
    refuse(spot, `null cannot be compared with: write "${subject.name} is missing".`);
  }
  switch (subject.takes) {
    case 'number':
      if (literal.kind === 'number') return plain(readNumber(literal.text));
      return refuse(
        spot,
        `${subject.name} is compared with a number${literal.kind === 'text' ? ', without quotes' : ''}.`,
      );
    case 'time':
      return plain(readTime(literal, subject, clock, refuse));
    case 'status':
      return plain(readStatus(literal, refuse));
    case 'value':
      return readValue(literal, subject, refuse);
    default:
      if (literal.kind !== 'text') refuse(spot, `${subject.name} is compared with a text in quotes.`);
      if (literal.ignoreCase && subject.takes === 'id') refuse(spot, 'Case counts in an id: leave the i out.');
      return { value: literal.text, ignoreCase: literal.ignoreCase };
  }
}

function plain(value: Value): Operand {
  return { value, ignoreCase: false };
}

function readValue(literal: Literal, subject: Subject, refuse: Refuse): Operand {
  if (literal.kind === 'text') return { value: literal.text, ignoreCase: literal.ignoreCase };
  return plain(readItem(literal, subject, refuse));
}

/** A value of a param; those inside of a list may be null too. */
function readItem(literal: Literal, subject: Subject, refuse: Refuse): Value {
  switch (literal.kind) {
    case 'text':
      if (literal.ignoreCase) refuse(literal.spot, 'Lists are compared as they are: leave the i out.');
      return literal.text;
    case 'number':
      return readNumber(literal.text);
    case 'constant':
      if (literal.word === 'nan') refuse(literal.spot, 'NaN is nobody’s equal, inside of a list too.');
      return literal.word === 'null' ? null : literal.word === 'true';
    case 'list':
      return literal.items.map((item) => readItem(item, subject, refuse));
    case 'time':
      return refuse(literal.spot, `${literal.name}(…) stands beside a time, and ${subject.name} is none.`);
    case 'bare':
      return refuse(literal.spot, `A text stands in quotes: '${literal.text}'.`);
  }
}

const example = "'2026-03-01', '2026-03-01T18:00:00Z', now() or ago('7d')";

/** Epoch milliseconds. */
function readTime(literal: Literal, subject: Subject, clock: Clock, refuse: Refuse): number {
  const { spot } = literal;
  if (literal.kind === 'number') {
    const time = readNumber(literal.text);
    if (typeof time === 'number' && Number.isInteger(time) && !Number.isNaN(new Date(time).getTime())) return time;
    return refuse(spot, 'A time in figures is a whole number of milliseconds since 1970.');
  }
  if (literal.kind === 'text') {
    const time = parseInstant(literal.text) ?? parseDay(literal.text);
    if (time !== undefined) return time;
    const zoneless = parseInstant(`${literal.text}Z`) !== undefined;
    return refuse(spot, zoneless ? 'A time needs a zone, such as Z or +01:00.' : `This is no time. Write ${example}.`);
  }
  if (literal.kind !== 'time') return refuse(spot, `${subject.name} is compared with a time, such as ${example}.`);
  const name = literal.name.toLowerCase();
  if (name === 'now' && literal.argument === null) return clock.now();
  if (name === 'ago') {
    const time = literal.argument === null ? undefined : clock.ago(literal.argument);
    return time ?? refuse(spot, "ago takes a text with a count and one of s, m, h, d and w, such as ago('7d').");
  }
  const meant = nearest(name, ['now', 'ago']);
  return refuse(
    spot,
    `There is no time ${literal.name}(…): write now() or ago('7d').${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}

function readStatus(literal: Literal, refuse: Refuse): string {
  if (literal.kind !== 'text') return refuse(literal.spot, `A status is a text in quotes, such as 'FINISHED'.`);
  const written = literal.ignoreCase ? literal.text.toUpperCase() : literal.text;
  const known = runStatuses.find((status) => status === written);
  if (known !== undefined) return known;
  const meant = nearest(literal.text, runStatuses);
  const advice = meant === undefined ? `There are ${runStatuses.join(', ')}.` : `Did you mean '${meant}'?`;
  return refuse(literal.spot, `There is no status '${literal.text}'. ${advice}`);
}
