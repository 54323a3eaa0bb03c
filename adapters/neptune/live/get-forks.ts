import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Edge, EdgeEnd, EdgePage, EdgeRequest } from '../../../src/contract/lineage.ts';
import type { WireEntry } from '../wire.ts';
import { chunksOf, findEntries } from './find-entries.ts';
import { anyOf, field, quoted } from './nql.ts';
import { mostEntries, type RunAccess } from './run-access.ts';
import { forkEvidence, forkParent, forkStep } from '../fork-of.ts';
import { readText, toRun } from './to-run.ts';

type Answer = Omit<EdgePage, 'next'> | RungraphError;

const wanted = ['sys/id', 'sys/custom_run_id', 'sys/archived', 'sys/trashed', forkParent, forkStep];

/** Forks of 3.x: a level of a walk costs two calls a project at most. */
export async function getForks(
  access: RunAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly (EdgePage | RungraphError)[]> {
  const idsAt = (end: EdgeEnd) =>
    requests.filter(({ node, links }) => node.kind === 'Run' && asks(links, end)).map(({ node }) => node.nativeId);
  const [up, down] = await Promise.all([
    gather(access, idsAt('from'), parentsOf),
    gather(access, idsAt('to'), childrenOf),
  ]);
  return requests.map(({ node: { nativeId: id }, links }) => {
    const found = [...(asks(links, 'from') ? [up.get(id)] : []), ...(asks(links, 'to') ? [down.get(id)] : [])].filter(
      (one) => one !== undefined,
    );
    const error = found.find(isRungraphError);
    if (error !== undefined) return error;
    const pages = found.flatMap((one) => (isRungraphError(one) ? [] : [one]));
    const partial = pages.find((one) => one.partial !== undefined)?.partial;
    return { edges: pages.flatMap(({ edges }) => edges), next: null, ...(partial === undefined ? {} : { partial }) };
  });
}

function asks(links: EdgeRequest['links'], end: EdgeEnd): boolean {
  return links.some((link) => link.kind === 'FORKED_FROM' && link.end === end);
}

type Look = (access: RunAccess, project: string, runs: readonly string[]) => Promise<ReadonlyMap<string, Answer>>;

/** Many runs of one project together. A project that cannot be read is an error of its own. */
async function gather(access: RunAccess, ids: readonly string[], look: Look): Promise<ReadonlyMap<string, Answer>> {
  const found = await Promise.all(
    chunksOf(ids).map(async ({ project, runs }) => {
      try {
        return [...(await look(access, project, runs))];
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        return error.code === 'NOT_FOUND' ? [] : runs.map((run) => [`${project}/${run}`, error] as const);
      }
    }),
  );
  return new Map<string, Answer>(found.flat());
}

async function parentsOf(access: RunAccess, project: string, runs: readonly string[]) {
  const forks = forksAmong(access, project, await findEntries(access, project, runs, wanted));
  const names = [...new Set(forks.map(({ parent }) => parent))];
  const there = names.length === 0 ? [] : await findEntries(access, project, names, wanted);
  const known = new Set(there.flatMap((entry) => idOfEntry(access, project, entry) ?? []));
  return new Map<string, Answer>(
    forks.map(({ edge, parent }) => [
      edge.from,
      known.has(edge.to)
        ? { edges: [edge] }
        : { edges: [], partial: `${parent}, which it was forked from, is not in ${project}, or may not be read.` },
    ]),
  );
}

/** Archived forks are left out, as they are of every list. */
async function childrenOf(access: RunAccess, project: string, runs: readonly string[]) {
  const entries = await access.client.searchEntries(access.context, {
    project,
    query: anyOf(runs.map((run) => `${field(forkParent, 'string')} = ${quoted(run)}`)),
    descending: true,
    limit: mostEntries,
    attributes: wanted,
  });
  const forks = forksAmong(access, project, entries).filter(({ archived }) => !archived);
  const partial = entries.length < mostEntries ? {} : { partial: `The newest ${mostEntries} forks are shown.` };
  return new Map<string, Answer>(
    runs.map((run) => {
      const id = `${project}/${run}`;
      return [id, { edges: forks.flatMap(({ edge }) => (edge.to === id ? [edge] : [])), ...partial }];
    }),
  );
}

interface Fork {
  readonly edge: Edge;
  /** Its custom id; it is looked for in the fork's project, for servers do not say which it is of. */
  readonly parent: string;
  readonly archived: boolean;
}

function forksAmong({ hashing, line }: RunAccess, project: string, entries: readonly WireEntry[]): readonly Fork[] {
  return entries.flatMap(({ attributes }) => {
    const parent = readText(attributes, forkParent);
    const run = toRun(attributes, { hashing, line, project, parts: [], metrics: null });
    if (run === undefined || !parent) return [];
    const step = attributes.find(({ name }) => name === forkStep);
    const at = step?.floatProperties?.value ?? step?.intProperties?.value ?? null;
    const edge = {
      kind: 'FORKED_FROM',
      from: run.nativeId,
      to: `${project}/${parent}`,
      evidence: forkEvidence(at),
    } as const;
    return [{ edge, parent, archived: run.archived }];
  });
}

function idOfEntry({ hashing, line }: RunAccess, project: string, { attributes }: WireEntry): string | undefined {
  return toRun(attributes, { hashing, line, project, parts: [], metrics: null })?.nativeId;
}
