import type { Run } from '../../contract/run.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import { requireSource } from '../sources/sources.ts';
import { readAllRuns } from '../migrate/read-all-runs.ts';
import { findCopies, listProjects, refuseSame, type MoveWorld } from '../migrate/open-move.ts';
import { openSide, type Side } from '../migrate/side.ts';
import { comparePair } from './compare-pair.ts';
import { matchRuns, type MatchedBy } from './match-runs.ts';

export interface ParityOptions extends MoveWorld {
  readonly one: string;
  readonly other: string;
  readonly where: string | null;
  /** What projects of the one are called at the other, by native id or name. Only these are compared, where there are any. */
  readonly projects: ReadonlyMap<string, string>;
  readonly key: string | null;
  /** What the one was called when its runs were moved. */
  readonly knownAs: string | null;
  /** Pairs that are compared at a time. */
  readonly parallel: number;
}

export interface Part {
  readonly one: string;
  readonly other: string;
  readonly by: MatchedBy;
  readonly why: string;
}

/** How far two sources hold the same. References are `source/native id`. */
export interface Parity {
  readonly at: string;
  readonly one: string;
  readonly other: string;
  readonly equal: number;
  readonly different: readonly Part[];
  readonly onlyOne: readonly string[];
  readonly onlyOther: readonly string[];
  readonly unsure: readonly string[];
}

/** Compares the runs of two sources, whether or not they were moved. Writes nothing. */
export async function compareSources(options: ParityOptions): Promise<Parity> {
  const { sources, scope, parallel } = options;
  const [source, target] = [requireSource(sources, options.one), requireSource(sources, options.other)];
  refuseSame(source, target);
  const [from, to] = [openSide(source, scope, options), openSide(target, scope, options)];
  const { capabilities } = await to.within((call) => call.ready());
  const table = capabilities.writes ?? lenient;
  const [ownProjects, theirs] = await Promise.all([listProjects(from), listProjects(to)]);
  const named = options.projects;
  const chosen = ownProjects.flatMap(({ nativeId, name }) => {
    const renamed = named.get(nativeId) ?? named.get(name);
    return named.size > 0 && renamed === undefined ? [] : [{ nativeId, name: renamed ?? name }];
  });
  const names = new Set(chosen.map(({ name }) => name));
  const otherIds = theirs.filter(({ name }) => names.has(name)).map(({ nativeId }) => nativeId);
  const selected = { where: options.where, archived: 'INCLUDE' } as const;
  const ones = await all(
    from,
    selected,
    chosen.map(({ nativeId }) => nativeId),
  );
  const others = await all(to, selected, otherIds);
  const knownAs = options.knownAs ?? source.id;
  const copies =
    capabilities.writes === undefined || otherIds.length === 0 ? [] : await findCopies(to, knownAs, otherIds);
  const fromOf = new Map(copies.map((copy) => [copy.runId, copy.from]));
  const matched = matchRuns(ones, others, { fromOf, source: knownAs, key: options.key });
  const different: Part[] = [];
  let equal = 0;
  const queue = [...matched.pairs];
  const work = async (): Promise<void> => {
    for (let pair = queue.shift(); pair !== undefined; pair = queue.shift()) {
      const why = await comparePair({ from, to, table }, pair).catch(
        (error: unknown) => toRungraphError(error).message,
      );
      if (why === null) equal += 1;
      else different.push({ ...refsOf(source.id, target.id, pair.one, pair.other), by: pair.by, why });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, work));
  const refs = (id: string, runs: readonly Run[]) => runs.map(({ nativeId }) => `${id}/${nativeId}`).sort();
  const own = new Set(ones);
  return {
    ...{ at: new Date(scope.now()).toISOString(), one: source.id, other: target.id, equal },
    different: different.sort((a, b) => (a.one < b.one ? -1 : 1)),
    onlyOne: refs(source.id, matched.onlyOne),
    onlyOther: refs(target.id, matched.onlyOther),
    unsure: matched.unsure.map((run) => `${own.has(run) ? source.id : target.id}/${run.nativeId}`).sort(),
  };
}

function refsOf(source: string, target: string, one: Run, other: Run) {
  return { one: `${source}/${one.nativeId}`, other: `${target}/${other.nativeId}` };
}

async function all(
  side: Side,
  selected: { readonly where: string | null; readonly archived: 'INCLUDE' },
  projects: readonly string[],
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const run of readAllRuns(side, selected, projects)) runs.push(run);
  return runs;
}

const anyText = { says: 'any text', fit: (text: string) => text };

/** Of a tracker that nothing is written to: what both say is compared as it is, params by their text. */
const lenient: WriteTable = {
  keys: { PARAM: anyText, METRIC: anyText, TAG: anyText },
  projects: anyText,
  lengths: { param: null, tag: null, name: null, notes: null, project: null, digest: null },
  params: 'text',
  notFiniteParams: 'kept',
  longIntegers: 'kept',
  contexts: anyText,
  steps: { least: -(2n ** 63n), most: 2n ** 63n - 1n, places: 6 },
  values: { infinities: 'kept', negativeZero: 'kept' },
  time: { says: 'any', fit: (ms) => ms, missing: 'kept' },
  starts: { says: 'any', fit: (ms) => ms },
  merges: 'none',
  resumes: 'parts',
  readable: null,
  statuses: ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED', 'UNKNOWN'],
  has: {
    ...{ user: true, notes: true, parent: true, archived: true, labels: true, inputs: true, epochs: false },
    ...{ group: false, native: false, blanks: true, times: true, tagValues: true, openEnds: true },
  },
  models: null,
  files: null,
  always: [],
  batch: { params: 1, tags: 1, points: 1 },
};
