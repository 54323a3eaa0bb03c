import type { Page, PageRequest } from '../../../src/contract/page.ts';
import type { UpstreamContext } from '../../../src/contract/context.ts';
import type { Project } from '../../../src/contract/project.ts';
import type { NeptuneClient } from '../client.ts';
import { toProject } from '../to-model.ts';
import type { WireProject } from '../wire.ts';
import { unknownPosition } from './run-access.ts';

/** As many as the exporter asks for at once. */
const pageProjects = 200;

/** One page of the projects of one workspace; workspaces come one after the other. A position is workspace and place. */
export async function listProjects(
  client: NeptuneClient,
  context: UpstreamContext,
  { limit, after }: PageRequest,
): Promise<Page<Project>> {
  const workspaces = [...(await client.organizations(context))].sort();
  const [, name, place] = after === null ? [] : (/^([^]*)\n(\d+)$/.exec(after) ?? []);
  if (after !== null && name === undefined) throw unknownPosition();
  const index = name === undefined ? 0 : workspaces.indexOf(name);
  const workspace = workspaces[index];
  if (workspace === undefined) return { items: [], next: null };
  const offset = Number(place ?? 0);
  const size = Math.min(limit, pageProjects);
  const projects = await client.projects(context, workspace, { offset, limit: size });
  const following = workspaces[index + 1];
  const rest = following === undefined ? null : `${following}\n0`;
  return {
    items: projects.map(toListed),
    next: projects.length < size ? rest : `${workspace}\n${offset + projects.length}`,
  };
}

function toListed({ name, organizationName, description, timeOfCreation, archived }: WireProject): Project {
  const created = Date.parse(timeOfCreation ?? '');
  return {
    ...toProject(`${organizationName}/${name}`),
    description: description ?? null,
    createdAt: Number.isNaN(created) ? null : created,
    archived: archived === true,
  };
}
