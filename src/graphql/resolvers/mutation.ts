import { RungraphError } from '../../contract/error.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { Source } from '../../core/sources/source.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type { MutationResolvers, MutationPurgeArgs } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { parseReference } from '../ids.ts';
import { findSource } from '../run-arguments.ts';

export const mutationResolvers: MutationResolvers = {
  async purge(_root, args, context) {
    const { source, run, project } = subjectOf(args, context);
    await checkPurge({ source, run, project }, context);
    return (await source.purge?.(run)) ?? 0;
  },
};

interface Subject {
  readonly source: Source;
  readonly run: string | null;
  readonly project: string | null;
}

/**
 * Who may administer the whole source may purge all of it. Others name a project that they may administer, or a run of one.
 * @throws NOT_FOUND for what the caller may not read, as for what is not there; FORBIDDEN for the rest.
 */
async function checkPurge({ source, run, project }: Subject, { scope, loaders }: RequestContext): Promise<void> {
  const { rights } = scope;
  if (rights.mayAll('admin', source.id)) return;
  const projectId = run === null ? project : ((await loaders.run(source, run, emptyProjection))?.projectId ?? null);
  const found = projectId === null ? null : await loaders.project(source, projectId);
  if (found !== null && rights.may('admin', source.id, found)) return;
  if (found === null && (run ?? project) !== null) {
    const what = run === null ? `project "${project ?? ''}"` : `run "${run}"`;
    throw new RungraphError('NOT_FOUND', `There is no ${what} in the source "${source.id}".`);
  }
  throw new RungraphError('FORBIDDEN', `purge: this needs a scope such as admin:${source.id}/*.`);
}

/** Whose entries are dropped. What is kept of a project is spread over lists, so that its whole source is read again. */
function subjectOf(args: MutationPurgeArgs, { sources }: RequestContext): Subject {
  const [given, ...more] = Object.entries(args).filter(([, id]) => typeof id === 'string');
  if (given === undefined || more.length > 0) {
    throw new RungraphError('INVALID_QUERY', 'purge: give exactly one of source, project and run.');
  }
  const [name, id] = given;
  if (name === 'source') return { source: findSource(String(id), sources), run: null, project: null };
  const { source, nativeId } = parseReference(name === 'run' ? 'Run' : 'Project', String(id));
  const found = requireSource(sources, source);
  return name === 'run'
    ? { source: found, run: nativeId, project: null }
    : { source: found, run: null, project: nativeId };
}
