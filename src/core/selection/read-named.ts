import { RungraphError, atIndex, atSource, isRungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import type { Run } from '../../contract/run.ts';
import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import { checkLength } from '../slots/load-slots.ts';
import { askSources, type Contribution } from '../sources/ask-sources.ts';
import type { Source } from '../sources/source.ts';
import type { NamedRun, NamedRuns, SelectedRuns } from './selection.ts';
import { counted } from '../words/counted.ts';

type Slot = Run | null | RungraphError;

/** Reads runs by name, in one call a source. A run that is named twice counts once, at its first place. */
export async function readNamed(scope: Scope, asked: NamedRuns, projection: Projection): Promise<SelectedRuns> {
  const places = placesOf(asked.runs);
  const contributions = await askSources<Slot>(scope, [...places.keys()], projection, async (source, call) => {
    const ids = [...(places.get(source) ?? [])];
    const items = await call.run('getRuns', (adapter, context) => adapter.getRuns(context, ids));
    const failed = checkLength(ids, items, 'getRuns').filter(isRungraphError).length;
    return {
      items,
      rowsScanned: items.length,
      partial: failed === 0 ? null : `${counted(failed, 'run')} could not be read.`,
    };
  });
  const found = new Map(contributions.map((one) => [one.source, slotsOf(one, places)]));
  const rows: Row[] = [];
  const errors: RungraphError[] = [];
  const seen = new Set<string>();
  asked.runs.forEach((named, index) => {
    if (isRungraphError(named)) errors.push(atIndex(named, index));
    else {
      const ref = `${named.source.id}/${named.nativeId}`;
      if (seen.has(ref)) return;
      seen.add(ref);
      const run = settle(named, found.get(named.source)?.get(named.nativeId) ?? null, asked);
      if (isRungraphError(run)) errors.push(atIndex(run, index));
      else rows.push({ source: named.source.id, run, projectName: null });
    }
  });
  const reports = contributions.map(({ source, report }) => {
    return { ...report, rowsReturned: rows.filter((row) => row.source === source.id).length };
  });
  return { rows, matched: rows.length, reports, errors };
}

/** The ids of each source, each once. */
function placesOf(runs: NamedRuns['runs']): ReadonlyMap<Source, ReadonlySet<string>> {
  const places = new Map<Source, Set<string>>();
  for (const named of runs) {
    if (isRungraphError(named)) continue;
    const ids = places.get(named.source) ?? new Set();
    places.set(named.source, ids.add(named.nativeId));
  }
  return places;
}

/** A source that did not answer has an error in place of each run. */
function slotsOf(
  { source, items, report }: Contribution<Slot>,
  places: ReadonlyMap<Source, ReadonlySet<string>>,
): ReadonlyMap<string, Slot> {
  const ids = [...(places.get(source) ?? [])];
  const failure = report.code === null ? null : new RungraphError(report.code, report.message ?? 'It did not answer.');
  return new Map(ids.map((id, at) => [id, items[at] ?? failure]));
}

function settle({ source, nativeId }: NamedRun, slot: Slot, { archived }: NamedRuns): Run | RungraphError {
  if (isRungraphError(slot)) return atSource(slot, source.id);
  const gone = (why: string): RungraphError => new RungraphError('NOT_FOUND', why, { source: source.id });
  if (slot === null) return gone(`There is no run "${nativeId}".`);
  if (archived === 'EXCLUDE' && slot.archived) return gone(`The run "${nativeId}" is archived.`);
  if (archived === 'ONLY' && !slot.archived) return gone(`The run "${nativeId}" is not archived.`);
  return slot;
}
