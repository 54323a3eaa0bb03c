import { isRungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Projection } from '../../contract/projection.ts';
import { keyedKinds, type KeyedKind, type KnownKeys } from '../keys/known-keys.ts';
import type { Row } from '../rows/row.ts';
import { fieldsOf, fieldsOfOrder } from './fields-of.ts';
import type { RunListRequest } from './run-selection.ts';

interface AskedKey {
  readonly kind: KeyedKind;
  readonly key: string;
}

/** More would not be read. */
const mostHints = 10;

/** Which keys are asked for that no run of a source has, as far as was read. Nobody is asked for that. */
export function keyHints(
  request: Pick<RunListRequest, 'filter' | 'order' | 'projection'>,
  rows: readonly Row[],
  known: KnownKeys,
): readonly string[] {
  const missing = askedKeys(request).filter(({ kind, key }) => {
    return !known.isEmpty(kind) && !known.has(kind, key) && !rows.some((row) => hasKey(row, kind, key));
  });
  return missing
    .slice(0, mostHints)
    .map(({ kind, key }) => `No run read so far has the ${kind} "${key}"${why(kind, key, known)}.`);
}

function why(kind: KeyedKind, key: string, known: KnownKeys): string {
  const other = keyedKinds.find((one) => one !== kind && !known.isEmpty(one) && known.has(one, key));
  if (other !== undefined) return `; there is a ${other} of that name`;
  const near = known.near(kind, key).map((one) => `"${one}"`);
  return near.length === 0 ? '' : `; near it: ${near.join(', ')}`;
}

/** Keys in filter, sort and selection, each once. */
function askedKeys({ filter, order, projection }: Pick<RunListRequest, 'filter' | 'order' | 'projection'>) {
  const ofFields = [...fieldsOf(filter), ...fieldsOfOrder(order)].flatMap(keyOfField);
  const asked = new Map([...ofFields, ...keysOfProjection(projection)].map((one) => [`${one.kind} ${one.key}`, one]));
  return [...asked.values()];
}

function keyOfField(field: Field): readonly AskedKey[] {
  return field.kind === 'param' || field.kind === 'metric' || field.kind === 'tag'
    ? [{ kind: field.kind, key: field.key }]
    : [];
}

function keysOfProjection({ params, metrics, tags }: Projection): readonly AskedKey[] {
  return [
    ...params.keys.map((key) => ({ kind: 'param' as const, key })),
    ...metrics.keys.map((key) => ({ kind: 'metric' as const, key })),
    ...tags.keys.map((key) => ({ kind: 'tag' as const, key })),
  ];
}

function hasKey({ run }: Row, kind: KeyedKind, wanted: string): boolean {
  const part = kind === 'param' ? run.params : kind === 'metric' ? run.metrics : run.tags;
  return !isRungraphError(part) && part.some(({ key }) => key === wanted);
}
