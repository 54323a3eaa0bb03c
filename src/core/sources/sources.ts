import { RungraphError } from '../../contract/error.ts';
import type { Source } from './source.ts';

/** All configured sources by the id that the user gave them, in the order of the config. */
export type Sources = ReadonlyMap<string, Source>;

/** @throws NOT_FOUND, with the ids that there are. */
export function requireSource(sources: Sources, id: string): Source {
  const source = sources.get(id);
  if (source !== undefined) return source;
  const known = [...sources.keys()].join(', ');
  throw new RungraphError('NOT_FOUND', `There is no source "${id}"; configured are: ${known || 'none'}.`);
}
