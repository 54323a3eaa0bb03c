import { RungraphError } from '../../contract/error.ts';
import type { Project } from '../../contract/project.ts';
import type { Copy } from '../../contract/writer.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import { requireSource, type Sources } from '../sources/sources.ts';
import { allPages } from './all-pages.ts';
import type { Ledger } from './ledger.ts';
import type { Moving } from './moving.ts';
import type { Plan } from './plan-file.ts';
import { openSide, writeTableOf, type Patience, type Side } from './side.ts';

/** What a move is made with. */
export interface MoveWorld extends Patience {
  readonly sources: Sources;
  readonly scope: Scope;
}

export interface OpenMove {
  readonly moving: Moving;
  /** Native ids at the target, by those at the source. */
  readonly projectIds: ReadonlyMap<string, string>;
  /** By what they were copied from. */
  readonly copies: ReadonlyMap<string, Copy>;
  readonly doubles: readonly string[];
}

/** Both ends of a plan, and what is at the target already. Projects are made where there is a ledger to note them in. */
export async function openMove(
  plan: Plan,
  world: MoveWorld,
  { ledger }: { readonly ledger: Pick<Ledger, 'append'> | null },
): Promise<OpenMove> {
  const { sources, scope } = world;
  const [source, target] = [requireSource(sources, plan.from.source), requireSource(sources, plan.to.source)];
  refuseSame(source, target);
  requireRights(scope, source.id, target.id);
  const [from, to] = [openSide(source, scope, world), openSide(target, scope, world)];
  const table = await writeTableOf(to);
  const projectIds = new Map<string, string>();
  const there = ledger === null ? await listProjects(to) : [];
  const byName = new Map(there.map(({ name, nativeId }) => [name, nativeId]));
  const own = new Set<string>();
  for (const { from: project, to: name } of plan.projects) {
    const known = byName.get(name);
    if (known === undefined && ledger === null) continue;
    const projectId = known ?? (await ensureProject(to, name));
    if (known === undefined) await ledger?.append({ kind: 'project', name, id: projectId });
    byName.set(name, projectId);
    own.add(projectId);
    projectIds.set(project, projectId);
  }
  const found = await findCopies(to, plan.from.knownAs, [...own]);
  const names = new Map<string, string>();
  const moving: Moving = {
    from,
    to,
    table,
    policy: plan.options.artifacts,
    allowed: plan.options.strict ? new Set(plan.options.allow) : null,
    nameOf: (id) => `${plan.from.knownAs}/${id}`,
    fromOf: (copy) => names.get(copy),
    noteCopy: (copy, name) => void names.set(copy, name),
  };
  for (const { runId, from: name } of found) moving.noteCopy(runId, name);
  return { moving, projectIds, ...pickCopies(found) };
}

async function ensureProject(to: Side, name: string): Promise<string> {
  const { projectId } = await to.ask('ensureProject', (adapter, context) =>
    requireGroup(adapter, 'writer').ensureProject(context, name),
  );
  return projectId;
}

/** Every project of a side, archived ones too. */
export function listProjects(side: Side): Promise<readonly Project[]> {
  return allPages((after) =>
    side.ask('listProjects', (adapter, context) => adapter.listProjects(context, { limit: 1000, after })),
  );
}

export function findCopies(to: Side, source: string, projects: readonly string[]): Promise<readonly Copy[]> {
  return to.ask('findCopies', (adapter, context) =>
    requireGroup(adapter, 'writer').findCopies(context, { source, projects }),
  );
}

/** The id of a copy that is complete; null for what is not there, or not whole. */
export function completeCopy(copy: Copy | undefined): string | null {
  return copy === undefined || copy.digest === null ? null : copy.runId;
}

/** Of copies of one run, the complete one is taken, and the others are told of. */
function pickCopies(found: readonly Copy[]): Pick<OpenMove, 'copies' | 'doubles'> {
  const copies = new Map<string, Copy>();
  const doubles = new Set<string>();
  for (const copy of found) {
    const other = copies.get(copy.from);
    if (other !== undefined) doubles.add(copy.from);
    if (other === undefined || (other.digest === null && copy.digest !== null)) copies.set(copy.from, copy);
  }
  return { copies, doubles: [...doubles] };
}

/** @throws FORBIDDEN where the caller may not read all of the source, or not write all of the target. */
function requireRights({ rights }: Scope, source: string, target: string): void {
  if (!rights.mayAll('read', source))
    throw new RungraphError('FORBIDDEN', `Moving needs the right to read all of ${source}.`);
  if (!rights.mayAll('write', target))
    throw new RungraphError('FORBIDDEN', `Moving needs the right to write all of ${target}.`);
}

/** @throws INVALID_QUERY where runs would be moved onto themselves. */
export function refuseSame(source: Source, target: Source): void {
  if (source.id !== target.id && (source.url === null || source.url !== target.url)) return;
  const why =
    source.id === target.id ? `both are ${source.id}` : `${source.id} and ${target.id} are both ${source.url}`;
  throw new RungraphError('INVALID_QUERY', `Runs cannot be moved to where they are: ${why}.`);
}
