import type { KeySelection } from '../../../src/contract/projection.ts';
import { chunkEvenly } from '../../../src/kit/chunk.ts';
import { forkParent, forkStep } from '../fork-of.ts';
import type { WireAttribute } from '../wire.ts';
import { findEntries, mostIds } from './find-entries.ts';
import { havePoints } from './read-steps.ts';
import { shortIdOf, type RunAccess } from './run-access.ts';
import { readText } from './to-run.ts';

/** A run of 3.x with what was read of it. */
type Attributes = readonly WireAttribute[];

/**
 * Metrics of forks whose series are stitched, by short id: those that have points from the fork step on, or that the run
 * inherits points of. Servers list what a run logged itself, so that the others are looked for: by the names that were
 * asked for, else by those of all ancestors, which cost a call a generation that is not
 * on the page, and one for their names. Whether there are
 * points is one call for all of them. Other runs are left out.
 */
export async function inheritedMetrics(
  access: RunAccess,
  project: string,
  runs: readonly Attributes[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { metrics } = access.context.projection;
  const forks = runs.filter((run) => isFork(run) && shortIdOf(run) !== undefined);
  if (forks.length === 0 || isNothing(metrics)) return new Map();
  const open = metrics.all || metrics.prefixes.length > 0;
  const namesOf = open ? await inheritedNames(access, project, runs) : () => metrics.keys;
  const found = new Map<string, string[]>();
  const asked: { readonly short: string; readonly attribute: string }[] = [];
  for (const run of forks) {
    const short = shortIdOf(run) ?? '';
    const certain = seriesOf(run).filter((one) => goesOn(run, one));
    const names = certain.map(({ name }) => name);
    found.set(short, names);
    const rest = new Set([...seriesOf(run).map(({ name }) => name), ...namesOf(run)]);
    for (const attribute of rest) if (!names.includes(attribute)) asked.push({ short, attribute });
  }
  const there = await havePoints(
    access,
    asked.map(({ short, attribute }) => ({ run: `${project}/${short}`, attribute })),
  );
  asked.forEach(({ short, attribute }, index) => {
    if (there[index] === true) found.get(short)?.push(attribute);
  });
  return found;
}

function isNothing({ all, keys, prefixes }: KeySelection): boolean {
  return !all && keys.length === 0 && prefixes.length === 0;
}

function isFork(run: Attributes): boolean {
  return Boolean(readText(run, forkParent)) && stepOf(run) !== null;
}

function stepOf(run: Attributes): number | null {
  const step = run.find(({ name }) => name === forkStep);
  const at = step?.floatProperties?.value ?? step?.intProperties?.value ?? null;
  return at === null ? null : Number(at);
}

function seriesOf(run: Attributes): Attributes {
  return run.filter(({ type }) => type === 'floatSeries');
}

/** Own points from the fork step on count, whatever was inherited. */
function goesOn(run: Attributes, { floatSeriesProperties: series }: WireAttribute): boolean {
  const last = series?.lastStep;
  return typeof last === 'number' && last >= (stepOf(run) ?? Infinity);
}

/** Of each fork, the metrics that its ancestors logged. Runs of the page need not be read again. */
async function inheritedNames(
  access: RunAccess,
  project: string,
  page: readonly Attributes[],
): Promise<(run: Attributes) => readonly string[]> {
  const { client, context } = access;
  const family = await readAncestors(access, project, page);
  const logged = new Map(page.map((run) => [shortIdOf(run) ?? '', seriesOf(run)]));
  const others = [...family.values()].flatMap((run) => (run === null ? [] : (shortIdOf(run) ?? [])));
  const shortIds = others.filter((id) => !logged.has(id));
  const read =
    shortIds.length === 0 ? [] : await client.attributes(context, project, { shortIds, types: ['floatSeries'] });
  for (const [id, series] of read) logged.set(id, series);
  return (run) => {
    const names = new Set<string>();
    const seen = new Set<string>();
    let parent = readText(run, forkParent);
    while (parent && !seen.has(parent)) {
      seen.add(parent);
      const found = family.get(parent);
      if (found === null || found === undefined) break;
      for (const { name } of logged.get(shortIdOf(found) ?? '') ?? []) names.add(name);
      parent = readText(found, forkParent);
    }
    return [...names];
  };
}

/** Runs by the id that forks call them, with all ancestors; null for one that is not in the project. A generation at a time. */
async function readAncestors(
  access: RunAccess,
  project: string,
  page: readonly Attributes[],
): Promise<ReadonlyMap<string, Attributes | null>> {
  const known = new Map<string, Attributes | null>();
  const paths = ['sys/id', 'sys/custom_run_id', forkParent];
  let level = page;
  for (;;) {
    for (const run of level) known.set(readText(run, 'sys/custom_run_id') || (shortIdOf(run) ?? ''), run);
    const parents = level.flatMap((run) => readText(run, forkParent) || []);
    const names = [...new Set(parents)].filter((id) => !known.has(id));
    if (names.length === 0) return known;
    for (const name of names) known.set(name, null);
    const chunks = chunkEvenly(names, mostIds).map((some) => findEntries(access, project, some, paths));
    level = (await Promise.all(chunks)).flat().map(({ attributes }) => attributes);
  }
}
