import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { KeySelection } from '../../../src/contract/projection.ts';
import type { ProductLine } from '../archive/product-line.ts';
import type { NeptuneClient } from '../client.ts';
import type { WireAttribute } from '../wire.ts';
import { forkParent, forkStep } from '../fork-of.ts';
import type { ServerFacts } from './session.ts';
import { readText } from './to-run.ts';

/** What reading runs of a server needs. */
export interface RunAccess {
  readonly client: NeptuneClient;
  readonly context: CallContext;
  readonly line: ProductLine;
  readonly hashing: ServerFacts['hashing'];
  /** Series of forks begin with what they inherit. */
  readonly stitched: boolean;
}

/** What every run is shown with. */
const facts = ['id', 'custom_run_id', 'name', 'owner', 'description', 'creation_time', 'ping_time', 'state']
  .concat('failed', 'trashed', 'archived', 'tags', 'group_tags')
  .map((name) => `sys/${name}`);
/** What one answer of the server holds at the most. */
export const mostEntries = 10_000;
/** An answer with more paths than that is asked for all of them instead. */
const mostPaths = 1000;

/**
 * Paths to ask for; null for all. A server of 2.x sends every attribute where none is named. One of 3.x is asked for
 * them by an endpoint of its own.
 */
export function pathsOf({ context: { projection }, stitched }: RunAccess): readonly string[] | null {
  const { params, metrics, parts } = projection;
  const open = ({ all, prefixes }: KeySelection): boolean => all || prefixes.length > 0;
  if (open(params) || open(metrics) || parts.includes('native') || parts.includes('provenance')) return null;
  const paths = [...facts, ...(stitched ? [forkParent, forkStep] : []), ...params.keys, ...metrics.keys];
  return paths.length > mostPaths ? null : paths;
}

/** What a search is asked for. */
export function searchedPaths(access: RunAccess): readonly string[] | null {
  const wanted = pathsOf(access);
  return wanted === null && access.line === '3.x' ? facts : wanted;
}

export function shortIdOf(attributes: readonly WireAttribute[]): string | undefined {
  return readText(attributes, 'sys/id') ?? undefined;
}

/** Ids of runs are `workspace/project/id`. Undefined for what is none. */
export function splitRunId(id: string): { readonly project: string; readonly run: string } | undefined {
  const [, project, run] = /^([^/]+\/[^/]+)\/(.+)$/s.exec(id) ?? [];
  return project === undefined || run === undefined ? undefined : { project, run };
}

/** @throws INVALID_QUERY for what this adapter did not hand out. */
export function unknownPosition(): RungraphError {
  return new RungraphError('INVALID_QUERY', 'The page position is unknown.');
}
