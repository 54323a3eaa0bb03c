import { RungraphError } from '../../contract/error.ts';
import type { Source } from '../../core/sources/source.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type { MutationResolvers, MutationPurgeArgs } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { parseReference } from '../ids.ts';
import { findSource } from '../run-arguments.ts';

export const mutationResolvers: MutationResolvers = {
  async purge(_root, args, context) {
    const { source, run } = subjectOf(args, context);
    return (await source.purge?.(run)) ?? 0;
  },
};

/** Whose entries are dropped. What is kept of a project is spread over lists, so that its whole source is read again. */
function subjectOf(args: MutationPurgeArgs, { sources }: RequestContext): { source: Source; run: string | null } {
  const [given, ...more] = Object.entries(args).filter(([, id]) => typeof id === 'string');
  if (given === undefined || more.length > 0) {
    throw new RungraphError('INVALID_QUERY', 'purge: give exactly one of source, project and run.');
  }
  const [name, id] = given;
  if (name === 'source') return { source: findSource(String(id), sources), run: null };
  const { source, nativeId } = parseReference(name === 'run' ? 'Run' : 'Project', String(id));
  return { source: requireSource(sources, source), run: name === 'run' ? nativeId : null };
}
