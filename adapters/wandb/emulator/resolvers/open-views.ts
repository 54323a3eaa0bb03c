import type { World } from '../store/world.ts';
import { viewArtifact, viewMembership } from './view-artifact.ts';
import { viewCollection } from './view-collections.ts';
import { viewProject } from './view-project.ts';
import { viewRun } from './view-run.ts';
import { viewSweep } from './view-sweep.ts';
import type { Views } from './views.ts';

export function openViews(world: World): Views {
  const views: Views = {
    world,
    project: (project) => viewProject(views, project),
    run: (run) => viewRun(views, run),
    sweep: (project, sweep) => viewSweep(views, project, sweep),
    artifact: (artifact) => viewArtifact(views, artifact),
    membership: (member) => viewMembership(views, member),
    collection: (collection) => viewCollection(views, collection),
  };
  return views;
}
