import type { Field, MetricAggregate } from '../../contract/filter.ts';
import type { MetricContext } from '../../contract/value.ts';
import { aggregateWords, collectionWords, fieldPrefixes, fieldWords } from './fields.ts';
import { findCollection, findField, foreignWords, type Takes } from './fields.ts';
import { nearest } from './nearest.ts';
import { readContext } from './read-context.ts';
import type { Call, Reference, Spot, Word } from './syntax.ts';
import type { Refuse } from './where-error.ts';

/** A value of a run that a clause looks at, as the text names it. */
export interface Subject {
  readonly field: Field;
  readonly takes: Takes;
  /** For errors: how it was written. */
  readonly name: string;
  readonly spot: Spot;
}

/** What the left side of a comparison means. Refuses what no run has, with what was probably meant. */
export function readSubject(subject: Call | Reference, refuse: Refuse): Subject {
  if (subject.kind === 'reference') return readReference(subject, 'LAST', refuse);
  const { name, inner } = subject;
  const word = name.text.toLowerCase();
  const aggregate = Object.hasOwn(aggregateWords, word) ? aggregateWords[word] : undefined;
  if (aggregate === undefined) return refuseCall(name, refuse);
  const read = readReference(inner, aggregate, refuse);
  if (read.field.kind === 'metric') return { ...read, name: `${word}(${read.name})` };
  return refuse(name.spot, `${word}(…) is taken of a metric, such as ${word}(metrics.loss), and ${read.name} is none.`);
}

function refuseCall(name: Word, refuse: Refuse): never {
  if (/^(exists|has|isset|missing)$/i.test(name.text)) {
    return refuse(name.spot, `"${name.text}" is no function here: write "is not missing" or "is missing" behind it.`);
  }
  const meant = nearest(name.text, Object.keys(aggregateWords));
  const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return refuse(name.spot, `"${name.text}" is no function: there are last, first, min and max.${advice}`);
}

function readReference({ head, key, context }: Reference, aggregate: MetricAggregate, refuse: Refuse): Subject {
  const collection = findCollection(head.text);
  if (collection !== undefined) {
    if (key === null) {
      const { word } = collection;
      return refuse(head.spot, `${head.text} needs a key: ${word}.name, or ${word}["a name"] for any other.`);
    }
    if (key.text === '') return refuse(key.spot, 'A key is not empty.');
    const name = `${collection.word}.${key.text}`;
    const spot = join(head.spot, key.spot);
    if (collection.kind === 'metric') {
      return { field: metricField(key.text, aggregate, readContext(context)), takes: collection.takes, name, spot };
    }
    if (context !== null) refuse(spot, `Only a metric has a context, and ${name} is none.`);
    return { field: { kind: collection.kind, key: key.text }, takes: collection.takes, name, spot };
  }
  const prefixed = key !== null && fieldPrefixes.includes(head.text.toLowerCase());
  const word = prefixed ? key : head;
  const spot = prefixed ? join(head.spot, key.spot) : head.spot;
  const found = findField(word.text);
  if (found === undefined) return refuseName(word, key !== null && !prefixed, refuse);
  if (key !== null && !prefixed) refuse(key.spot, `${found.word} has no keys.`);
  if (context !== null) refuse(spot, `Only a metric has a context, and ${found.word} is none.`);
  return { field: { kind: found.kind }, takes: found.takes, name: found.word, spot };
}

function metricField(key: string, aggregate: MetricAggregate, context: MetricContext | undefined): Field {
  return { kind: 'metric', key, context, aggregate };
}

function refuseName(word: Word, hasKey: boolean, refuse: Refuse): never {
  const foreign = word.text.toLowerCase();
  if (Object.hasOwn(foreignWords, foreign)) {
    return refuse(word.spot, `${word.text} is no field here: ${foreignWords[foreign] ?? ''}.`);
  }
  const collections = collectionWords.map((one) => one.word);
  const known = hasKey
    ? [...collections, ...fieldPrefixes]
    : fieldWords.flatMap((one) => [one.word, ...(one.also ?? [])]);
  const meant = nearest(word.text, known) ?? nearest(word.text, collections);
  const advice =
    meant === undefined ? `Keys are written params.${word.text}, metrics.… or tags.…` : `Did you mean ${meant}?`;
  return refuse(word.spot, `There is no field "${word.text}". ${advice}`);
}

function join(from: Spot, to: Spot): Spot {
  return { offset: from.offset, length: to.offset + to.length - from.offset };
}
