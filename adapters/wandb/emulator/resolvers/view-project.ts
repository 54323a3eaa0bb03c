import type { Json } from '../../../../src/contract/value.ts';
import { readObject } from '../json.ts';
import { matchesRun } from '../search/match-run.ts';
import { timeText } from '../search/run-column.ts';
import { sortRuns } from '../search/sort-runs.ts';
import { findRun, idOf, type StoredProject, type StoredRun } from '../store/world.ts';
import { viewCollections } from './view-collections.ts';
import { connect, type PageArguments } from './connection.ts';
import { viewEntity, viewUser } from './view-user.ts';
import type { Shown, Views } from './views.ts';

interface RunsArguments extends PageArguments {
  readonly filters?: string | null;
  readonly order?: string | null;
}

export function viewProject(views: Views, project: StoredProject): Shown {
  const matching = (filters: string | null | undefined): readonly StoredRun[] => {
    const filter: Json = readObject(filters);
    return project.runs.filter((run) => matchesRun(run, filter, views.world.traits));
  };
  const oneRun = ({ name }: { readonly name: string }): unknown => {
    const run = findRun(project, name);
    return run === undefined ? null : views.run(run);
  };
  return {
    __typename: 'Project',
    id: idOf('Project', 'v1', project.name, project.entity),
    internalId: idOf('ProjectInternalId', project.number),
    name: project.name,
    entityName: project.entity,
    entity: () => viewEntity(views, project.entity),
    description: project.description,
    createdAt: timeText(project.createdAt),
    updatedAt: timeText(project.createdAt),
    access: 'PRIVATE',
    views: '{}',
    isBenchmark: false,
    readOnly: false,
    user: () => viewUser(views, views.world.viewer),
    totalSweeps: project.sweeps.length,
    runCount: ({ filters }: RunsArguments) => matching(filters).length,
    runs: ({ filters, order, ...page }: RunsArguments) =>
      connect(sortRuns(matching(filters), order, views.world.traits), page, (run) => views.run(run)),
    run: oneRun,
    bucket: oneRun,
    sweeps: (page: PageArguments) => connect(project.sweeps, page, (sweep) => views.sweep(project, sweep)),
    sweep: ({ sweepName }: { readonly sweepName: string }) => {
      const sweep = project.sweeps.find(({ name }) => name === sweepName);
      return sweep === undefined ? null : views.sweep(project, sweep);
    },
    allViews: (page: PageArguments) => connect([], page, (view) => view),
    ...viewCollections(views, project),
  };
}
