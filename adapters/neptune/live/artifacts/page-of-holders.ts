import { RungraphError } from '../../../../src/contract/error.ts';
import type { Scope } from '../../archive/part-name.ts';
import { positionBehind, testBehind, type CreationPosition } from '../creation-position.ts';
import { mostEntries } from '../run-access.ts';
import { typeOfScope, type ArtifactAccess } from './artifact-access.ts';
import { toHolder, type FoundHolder } from './find-holders.ts';

interface PageRequest {
  readonly scope: Scope;
  readonly project: string;
  /** Null for all attributes. */
  readonly paths: readonly string[] | null;
  /** Null for as many as the server sends at once. */
  readonly limit: number | null;
  readonly from: CreationPosition | undefined;
}

export interface HolderPage {
  readonly holders: readonly FoundHolder[];
  readonly last: CreationPosition | undefined;
  readonly ended: boolean;
}

/** Runs, or entries of the registry, of one project, oldest first: in one call. */
export async function pageOfHolders(
  access: ArtifactAccess,
  { scope, project, paths, limit, from }: PageRequest,
): Promise<HolderPage> {
  const seen = new Set(from?.ids);
  if (seen.size >= mostEntries) {
    throw new RungraphError('UNSUPPORTED', `More than ${mostEntries} entries of ${project} were created at one time.`);
  }
  const most = limit === null ? mostEntries : Math.min(mostEntries, limit + seen.size);
  const entries = await access.client.searchEntries(access.context, {
    project,
    query: testBehind(from, false),
    descending: false,
    limit: most,
    attributes: paths,
    types: [typeOfScope[scope]],
  });
  const all = entries.flatMap(({ attributes }) => toHolder(access, scope, project, attributes) ?? []);
  const holders = all.filter(({ nativeId }) => !seen.has(nativeId));
  const last = holders.reduce((before, { createdAt, nativeId }) => positionBehind(createdAt, nativeId, before), from);
  return { holders, last, ended: entries.length < most || holders.length === 0 };
}
