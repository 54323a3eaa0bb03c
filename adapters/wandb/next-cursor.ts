import { RungraphError } from '../../src/contract/error.ts';

/** How a list of the server ends. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null | undefined;
}

/**
 * Where a list goes on behind a page that began at `after`; null at its end. `what` names the list in plural.
 * @throws PROTOCOL where there is more and no way to it: a part of a list is not given out as all of it.
 */
export function nextCursor(what: string, pageInfo: PageInfo | null | undefined, after: string | null): string | null {
  if (pageInfo?.hasNextPage !== true) return null;
  const { endCursor } = pageInfo;
  if (endCursor !== null && endCursor !== undefined && endCursor !== '' && endCursor !== after) return endCursor;
  throw new RungraphError('PROTOCOL', `The server says that there are more ${what}, and not where they go on.`);
}
