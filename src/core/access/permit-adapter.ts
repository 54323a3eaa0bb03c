import { RungraphError } from '../../contract/error.ts';
import type { Field, Filter } from '../../contract/filter.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { Run } from '../../contract/run.ts';
import type { SourceAdapter } from '../call/source-context.ts';
import { compileFilter } from '../query/evaluate.ts';
import { lacksSummary } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import { hideSlots } from './guessing.ts';
import { asksForParents, hideParents } from './hide-parents.ts';
import { openVisible } from './visible.ts';
import { permitArtifacts } from './permit-artifacts.ts';
import { permitLineage } from './permit-lineage.ts';
import { permitModels } from './permit-models.ts';
import { permitModelWriter, permitWriter } from './permit-writer.ts';
import { cutProjects, viewOf } from './view.ts';

/**
 * The same adapter, cut down to the projects that the caller may read: what lies in others is not there. Stands outside
 * the cache, whose entries all callers share: who may see them is asked here, each time. Projects are listed as a whole,
 * because the layers below look for runs in all of them; the directory cuts the list down before a caller sees it.
 */
export function permitAdapter(adapter: SourceAdapter): SourceAdapter {
  const visible = openVisible(adapter);
  const { artifacts, lineage, models, environments, writer, modelWriter } = adapter;
  return {
    ...adapter,
    async searchRuns(context, search) {
      const view = await viewOf(context);
      if (view === null) return adapter.searchRuns(context, search);
      const projects = cutProjects(search.projects, view);
      if (projects.length === 0) return { runs: [], next: null, total: 0 };
      const page = await adapter.searchRuns(context, { ...search, projects });
      const told = await hideParents(context, visible, page.runs);
      const keep = keptOf(search.filter);
      const kept = told.flatMap((run, place) => {
        return view.has(run.projectId) && (run === page.runs[place] || keep(run)) ? [place] : [];
      });
      // A number of runs with some parent would tell of one that may not be seen.
      const counts = kept.length === told.length && !asksForParents(search.filter);
      const { positions, total, ...rest } = page;
      return {
        ...rest,
        ...(counts && total !== undefined && { total }),
        runs: kept.flatMap((place) => told[place] ?? []),
        ...(positions && { positions: kept.flatMap((place) => positions[place] ?? []) }),
      };
    },
    async getRuns(context, ids) {
      const view = await viewOf(context);
      if (view === null) return adapter.getRuns(context, ids);
      const slots = await hideSlots(
        context,
        () => adapter.getRuns(context, ids),
        () =>
          ({ projectId }) =>
            view.has(projectId),
      );
      return hideParents(context, visible, slots);
    },
    async getSeries(context, requests) {
      const view = await viewOf(context);
      if (view === null) return adapter.getSeries(context, requests);
      const allowed = requests.filter(({ projectId }) => view.has(projectId));
      const answers = allowed.length === 0 ? [] : await adapter.getSeries(context, allowed);
      const found = new Map(allowed.map((request, index) => [request, answers[index]]));
      return requests.map((request) => {
        return found.get(request) ?? new RungraphError('NOT_FOUND', `There is no run "${request.runId}" here.`);
      });
    },
    artifacts: artifacts && permitArtifacts(artifacts, visible),
    lineage: lineage && permitLineage(lineage, visible),
    models: models && permitModels(models, visible),
    writer: writer && permitWriter(writer),
    modelWriter: modelWriter && permitModelWriter(modelWriter),
    environments: environments && {
      async getEnvironments(context, runIds) {
        if ((await viewOf(context)) === null) return environments.getEnvironments(context, runIds);
        const seen = await visible.runs({ ...context, projection: emptyProjection }, runIds);
        const allowed = [...new Set(runIds.filter((id) => seen.has(id)))];
        const answers = allowed.length === 0 ? [] : await environments.getEnvironments(context, allowed);
        const found = new Map(allowed.map((id, index) => [id, answers[index] ?? null]));
        return runIds.map((id) => found.get(id) ?? null);
      },
    },
  };
}

/** Whether a run whose parent was hidden still is what a search is for, as its caller sees it. */
function keptOf(filter: Filter): (run: Run) => boolean {
  if (!asksForParents(filter)) return () => true;
  const isUnknown = (row: Row, field: Field): boolean => field.kind === 'metric' && lacksSummary(row, field);
  const passes = compileFilter(filter, isUnknown);
  return (run) => passes({ source: '', run, projectName: null });
}
