import type { Key, KeyKind } from '../../contract/key.ts';
import { allKeys, emptyProjection, type Projection } from '../../contract/projection.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { bindingOf } from '../lists/cursor.ts';
import type { ListPage, PageArguments } from '../lists/list-page.ts';
import { pageByKey } from '../lists/page-by-key.ts';
import type { SourceProjects } from '../query/run-selection.ts';
import { readRuns } from '../query/read-runs.ts';
import { always } from '../query/simplify.ts';
import type { Scope } from '../scope.ts';
import type { SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';
import { keysOfRun } from './keys-of-run.ts';
import { counted } from '../words/counted.ts';

/** A key in every source that uses it. */
export interface MergedKey extends Omit<Key, 'nativeKey'> {
  readonly nativeKeys: readonly string[];
  readonly sources: readonly Source[];
}

export interface KeyListRequest extends PageArguments {
  readonly within: readonly SourceProjects[];
  readonly kind: KeyKind;
  readonly search: string | null;
}

/** A page of the keys of one kind that runs of these projects use, merged by key and context. */
export async function listKeys(scope: Scope, request: KeyListRequest): Promise<ListPage<MergedKey>> {
  const { within, kind, search } = request;
  const gathered = within.map(({ source }) => openGathering(source));
  const bySource = new Map(gathered.map((gathering) => [gathering.source.id, gathering]));
  const wanted = search?.toLowerCase() ?? '';
  // No tracker so far can be asked for the keys of many runs.
  const selection = { filter: always, order: null, archived: 'EXCLUDE', strict: false } as const;
  const reading = readRuns(scope, { ...selection, within, projection: projectionFor(kind) });
  for await (const batch of reading.batches) {
    for (const { source, run } of batch) {
      const gathering = bySource.get(source);
      const keys = keysOfRun(run, kind);
      if (gathering === undefined) continue;
      if (keys === undefined) gathering.unread += 1;
      for (const key of keys ?? []) if (key.key.toLowerCase().includes(wanted)) note(gathering.keys, key);
    }
  }
  const merged = new Map<string, MergedKey>();
  for (const { source, keys } of gathered) {
    for (const key of keys.values()) {
      const id = canonicalJson([key.key, key.context]);
      merged.set(id, merge(merged.get(id), key, source));
    }
  }
  const reports = reading.end().reports.map((report) => withKeys(report, bySource.get(report.source)));
  for (const report of reports) scope.onReport?.(report);
  const list = {
    items: [...merged.values()],
    keyOf: ({ key, context }: MergedKey) => [key, canonicalJson(context)],
    binding: bindingOf(['keys', kind, within.map(({ source, projects }) => [source.id, projects]), search]),
    reports,
  };
  return pageByKey(list, request);
}

function projectionFor(kind: KeyKind): Projection {
  if (kind === 'PARAM') return { ...emptyProjection, params: allKeys };
  return kind === 'METRIC' ? { ...emptyProjection, metrics: allKeys } : { ...emptyProjection, tags: allKeys };
}

/** The keys of one source while they are gathered. */
interface Gathering {
  readonly source: Source;
  readonly keys: Map<string, Key>;
  /** Runs whose keys could not be read. */
  unread: number;
}

function openGathering(source: Source): Gathering {
  return { source, keys: new Map(), unread: 0 };
}

/** A report about reading runs, turned into a report about their keys. */
function withKeys(report: SourceReport, gathering: Gathering | undefined): SourceReport {
  const { keys, unread } = gathering ?? { keys: new Map(), unread: 0 };
  const own = { ...report, rowsReturned: keys.size };
  if (unread === 0) return own;
  const message = [report.message ?? [], `The keys of ${counted(unread, 'run')} could not be read.`].flat().join(' ');
  return { ...own, message, state: report.state === 'OK' ? 'PARTIAL' : report.state };
}

function note(found: Map<string, Key>, key: Key): void {
  const id = canonicalJson([key.key, key.nativeKey, key.context]);
  const known = found.get(id);
  found.set(id, { ...key, type: known === undefined || known.type === key.type ? key.type : null });
}

function merge(known: MergedKey | undefined, { nativeKey, ...key }: Key, source: Source): MergedKey {
  if (known === undefined) return { ...key, nativeKeys: [nativeKey], sources: [source] };
  return {
    ...known,
    type: known.type === key.type ? key.type : null,
    nativeKeys: [...new Set([...known.nativeKeys, nativeKey])],
    sources: [...new Set([...known.sources, source])],
  };
}
