import type { RunPage, RunSearch } from '../../contract/adapter.ts';
import type { Key, KeyKind } from '../../contract/keys.ts';
import { allKeys, emptyProjection, type Projection } from '../../contract/projection.ts';
import { defaultMostRows, nextPageSize } from '../query/budget.ts';
import type { SourceScope } from '../query/question.ts';
import { always } from '../query/simplify.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Scope } from '../scope.ts';
import { askSources, type Found } from '../sources/ask-sources.ts';
import type { SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { keysOfRun } from './keys-of-run.ts';

/** A key in every source that uses it. */
export interface MergedKey extends Omit<Key, 'nativeKey'> {
  readonly nativeKeys: readonly string[];
  readonly sources: readonly Source[];
}

export interface FoundKeys {
  readonly keys: readonly MergedKey[];
  readonly reports: readonly SourceReport[];
}

/** The keys of one kind that runs of these projects use, merged by key and context. */
export async function listKeys(
  scope: Scope,
  scopes: readonly SourceScope[],
  kind: KeyKind,
  search: string | null,
): Promise<FoundKeys> {
  const projection = projectionFor(kind);
  const sources = scopes.map(({ source }) => source);
  const contributions = await askSources(scope, sources, projection, (source, call) => {
    const projects = scopes.find((where) => where.source === source)?.projects ?? null;
    return gatherKeys(call, { kind, projects, search }, scope.now);
  });
  const merged = new Map<string, MergedKey>();
  for (const { source, items } of contributions) {
    for (const key of items) {
      const id = canonicalJson([key.key, key.context]);
      merged.set(id, merge(merged.get(id), key, source));
    }
  }
  return {
    keys: [...merged.values()],
    reports: contributions.map(({ report, items }) => ({ ...report, rowsReturned: items.length })),
  };
}

function projectionFor(kind: KeyKind): Projection {
  if (kind === 'PARAM') return { ...emptyProjection, params: allKeys };
  return kind === 'METRIC' ? { ...emptyProjection, metrics: allKeys } : { ...emptyProjection, tags: allKeys };
}

interface KeyQuestion {
  readonly kind: KeyKind;
  readonly projects: readonly string[] | null;
  readonly search: string | null;
}

/** Reads runs for the keys that they use, since no tracker so far can be asked for them over many runs. */
async function gatherKeys(call: SourceCall, question: KeyQuestion, now: () => number): Promise<Found<Key>> {
  const { capabilities } = await call.ready();
  const wanted = question.search?.toLowerCase() ?? '';
  const found = new Map<string, Key>();
  let [scanned, unread, size] = [0, 0, 200];
  let after: string | null = null;
  const notes = new Set<string>();
  do {
    const startedAt = now();
    const page: RunPage = await readPage(call, question.projects, size, after);
    for (const run of page.runs) {
      const keys = keysOfRun(run, question.kind);
      if (keys === undefined) unread += 1;
      for (const key of keys ?? []) if (key.key.toLowerCase().includes(wanted)) note(found, key);
    }
    if (page.partial !== undefined) notes.add(page.partial);
    scanned += page.runs.length;
    size = nextPageSize(size, now() - startedAt, capabilities.limits.pageRuns);
    after = page.next;
  } while (after !== null && scanned < defaultMostRows);
  const cut = after === null ? [] : [`Read the keys of ${scanned} runs and no more; name projects for the rest.`];
  const lost = unread === 0 ? [] : [`The keys of ${unread} runs could not be read.`];
  return { items: [...found.values()], rowsScanned: scanned, partial: [...notes, ...cut, ...lost].join(' ') || null };
}

function readPage(
  call: SourceCall,
  projects: KeyQuestion['projects'],
  limit: number,
  after: string | null,
): Promise<RunPage> {
  const search: RunSearch = { projects, filter: always, order: null, archived: 'EXCLUDE', limit, after };
  return call.run('searchRuns', (adapter, context) => adapter.searchRuns(context, search));
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
