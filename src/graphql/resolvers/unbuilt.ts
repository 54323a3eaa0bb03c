import { RungraphError } from '../../contract/error.ts';
import { emptyReport, type SourceReport } from '../../core/sources/report.ts';
import type { Source } from '../../core/sources/source.ts';

// What no source can answer through this gateway yet says so: a list has no nodes and a report that skips every source,
// a single thing is an error. Never an empty list that looks like truth.

/** A connection of a kind of thing that is not read yet. */
export function unbuiltConnection(sources: readonly Source[], what: string) {
  return {
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    totalCount: null,
    reports: sources.map((source) => unbuiltReport(source, what)),
  };
}

export function unbuiltReport(source: Source, what: string): SourceReport {
  const error = new RungraphError('UNSUPPORTED', `Rungraph does not read ${what} yet.`);
  return emptyReport(source.id, 'SKIPPED', Date.now(), error);
}

/** @throws UNSUPPORTED, always. */
export function refuseUnbuilt(what: string, source?: Source): never {
  const extras = source === undefined ? {} : { source: source.id };
  throw new RungraphError('UNSUPPORTED', `${what} is not something Rungraph can give yet.`, extras);
}
