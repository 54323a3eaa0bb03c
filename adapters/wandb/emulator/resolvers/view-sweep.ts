import { timeText } from '../search/run-column.ts';
import { idOf, type StoredProject, type StoredSweep } from '../store/world.ts';
import { connect, type PageArguments } from './connection.ts';
import type { Shown, Views } from './views.ts';

export function viewSweep(views: Views, project: StoredProject, sweep: StoredSweep): Shown {
  const runs = project.runs.filter((run) => run.sweep === sweep.name);
  return {
    __typename: 'Sweep',
    id: idOf('Sweep', sweep.number),
    name: sweep.name,
    displayName: sweep.displayName,
    method: /^method:\s*(\w+)/m.exec(sweep.config)?.[1] ?? 'random',
    state: sweep.state,
    description: sweep.description,
    bestLoss: null,
    config: sweep.config,
    createdAt: timeText(sweep.createdAt),
    updatedAt: timeText(sweep.createdAt),
    runCount: runs.length,
    runCountExpected: null,
    project: () => views.project(project),
    runs: (page: PageArguments) => connect(runs, page, (run) => views.run(run)),
    agents: { edges: [] },
  };
}
