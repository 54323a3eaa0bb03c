import type { MetricAggregate, PlainField } from '../../contract/filter.ts';

/**
 * What a value is compared with: text, an id (equal or in a list alone), a status word, a time, a number, or for a param
 * whatever the operand is.
 */
export type Takes = 'text' | 'id' | 'status' | 'time' | 'number' | 'value';

export interface FieldWord {
  /** As it is printed. */
  readonly word: string;
  readonly kind: PlainField;
  readonly takes: Takes;
  readonly detail: string;
  /** Other names that people know it by. */
  readonly also?: readonly string[];
}

export const fieldWords: readonly FieldWord[] = [
  { word: 'name', kind: 'name', takes: 'text', detail: "the run's name", also: ['run_name', 'run name'] },
  { word: 'status', kind: 'status', takes: 'status', detail: 'how far it got' },
  { word: 'user', kind: 'user', takes: 'text', detail: 'who started it', also: ['user_id'] },
  { word: 'startedAt', kind: 'startedAt', takes: 'time', detail: 'when it started', also: ['start_time', 'created'] },
  { word: 'endedAt', kind: 'endedAt', takes: 'time', detail: 'when it ended', also: ['end_time'] },
  { word: 'durationMs', kind: 'durationMs', takes: 'number', detail: 'from start to end, in milliseconds' },
  { word: 'project', kind: 'projectName', takes: 'text', detail: 'the name of its project', also: ['projectName'] },
  { word: 'source', kind: 'source', takes: 'text', detail: 'the id of its source in the config' },
  { word: 'group', kind: 'group', takes: 'text', detail: 'its group' },
  { word: 'jobType', kind: 'jobType', takes: 'text', detail: 'its kind of job' },
  { word: 'notes', kind: 'notes', takes: 'text', detail: 'what people wrote about it' },
  { word: 'parent', kind: 'parentRef', takes: 'text', detail: 'the run it is nested in, as source/native-id' },
  { word: 'id', kind: 'id', takes: 'id', detail: "the tracker's own id", also: ['run_id'] },
  { word: 'gpuHours', kind: 'gpuHours', takes: 'number', detail: 'hours of GPUs' },
  { word: 'cost', kind: 'cost', takes: 'number', detail: 'what the GPUs cost' },
  { word: 'energyKwh', kind: 'energyKwh', takes: 'number', detail: 'energy, in kWh' },
  { word: 'co2eKg', kind: 'co2eKg', takes: 'number', detail: 'emissions, in kg of CO2 equivalents' },
];

export type Collection = 'param' | 'tag' | 'namePart' | 'metric';

export interface CollectionWord {
  readonly word: string;
  readonly kind: Collection;
  readonly takes: Takes;
  readonly detail: string;
  readonly also: readonly string[];
}

/** What has keys. */
export const collectionWords: readonly CollectionWord[] = [
  { word: 'params', kind: 'param', takes: 'value', detail: 'a param', also: ['param', 'parameters', 'parameter'] },
  { word: 'metrics', kind: 'metric', takes: 'number', detail: "a metric's last value", also: ['metric'] },
  { word: 'tags', kind: 'tag', takes: 'text', detail: 'a tag', also: ['tag'] },
  { word: 'names', kind: 'namePart', takes: 'text', detail: "a part of the name by the project's pattern", also: [] },
];

/** Words that may stand before a field. */
export const fieldPrefixes: readonly string[] = ['attributes', 'attribute', 'attr', 'run'];

export const aggregateWords: Readonly<Record<string, MetricAggregate>> = {
  last: 'LAST',
  first: 'FIRST',
  min: 'MIN',
  max: 'MAX',
};

/** What other languages of this kind have and this one has not, with what to write instead. */
export const foreignWords: Readonly<Record<string, string>> = {
  artifact_uri: 'where artifacts lie is no property of a run here; list its artifacts instead',
  experiment_id: 'write project and its name, or ask with the argument projects',
  lifecycle_stage: 'whether archived runs are in is told by the argument archived',
  dataset: 'data sets are not searched by this language; follow the lineage of an artifact instead',
  datasets: 'data sets are not searched by this language; follow the lineage of an artifact instead',
};

export function findField(word: string): FieldWord | undefined {
  return fieldWords.find((field) => matchesWord(field, word));
}

export function findCollection(word: string): CollectionWord | undefined {
  return collectionWords.find((collection) => matchesWord(collection, word));
}

function matchesWord({ word, also = [] }: Pick<FieldWord, 'word' | 'also'>, written: string): boolean {
  const lower = written.toLowerCase();
  return [word, ...also].some((known) => known.toLowerCase() === lower);
}
