import { RungraphError, atSource, isRungraphError } from '../../contract/error.ts';
import type { Metric, Param, Part } from '../../contract/run.ts';
import { computeRow, namePartsOf } from '../../core/compute/derive-row.ts';
import { judgeRun } from '../../core/provenance/recorded-environment.ts';
import { childrenRequest } from '../../core/query/search-children.ts';
import { searchRuns } from '../../core/query/search-runs.ts';
import { findMetric, findParam } from '../../core/rows/read-field.ts';
import type { InputMaybe, RunResolvers } from '../../generated/resolvers.ts';
import { toContext } from '../filter-input.ts';
import { metricNode, projectNode, provenanceNode, runNode, sourceNode, type RunNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toPage } from '../run-arguments.ts';
import { linkedArtifacts } from './linked.ts';

export const runResolvers: RunResolvers = {
  source: ({ source }) => sourceNode(source),
  // What is at hand is as it is now.
  asOf: ({ row }, _args, { scope }) => row.run.asOf ?? scope.now(),

  async project(run, _args, { loaders }) {
    const project = await loaders.project(run.source, run.projectId);
    if (project !== null) return projectNode(run.source, project);
    throw new RungraphError('NOT_FOUND', `The tracker has the run ${run.ref} but not its project.`);
  },

  tags(run, { keys }) {
    const tags = readPart(run.row.run.tags, run);
    return keys ? tags.filter((tag) => keys.includes(tag.key)) : tags;
  },

  params: (run, { keys, prefix }) => select(readPart(run.row.run.params, run), keys, prefix),
  param: (run, { key }) => findParam(readPart(run.row.run.params, run), key) ?? null,

  metrics: (run, { keys, prefix }) =>
    select(readPart(run.row.run.metrics, run), keys, prefix).map((metric) => metricNode(run, metric)),
  metric(run, { key, context }) {
    const metric = findMetric(readPart(run.row.run.metrics, run), key, toContext(context));
    return metric === undefined ? null : metricNode(run, metric);
  },

  async parent(run, _args, { loaders }, info) {
    if (run.parentId === null) return null;
    const parent = await loaders.run(run.source, run.parentId, projectionOf(info));
    return parent === null ? null : runNode(run.source, { source: run.source.id, run: parent, projectName: null });
  },

  async children(run, args, { loaders, scope }, info) {
    const projection = projectionOf(info);
    const page = toPage(args);
    if (page.after === null) return { list: await loaders.children(run, page.first, projection) };
    return { list: await searchRuns(scope, childrenRequest(run.source, [run.nativeId], page, projection)) };
  },

  used: (run, args, context) => linkedArtifacts(run, 'USED', toPage(args), context),
  produced: (run, args, context) => linkedArtifacts(run, 'PRODUCED', toPage(args), context),
  provenance: provenanceNode,
  reproducibility: ({ source, row: { run } }, _args, { loaders }) =>
    judgeRun(run, () => loaders.environment(source, run.nativeId)),
  compute: ({ row }, _args, { scope, comparing }) => computeRow(row, scope.now(), comparing.compute),
  async nameParts({ source, row }, _args, { loaders, comparing }) {
    const projectName = (await loaders.project(source, row.run.projectId))?.name ?? null;
    return Array.from(namePartsOf({ ...row, projectName }, comparing.conventions), ([key, value]) => ({ key, value }));
  },
  native: ({ row }) => row.run.native ?? null,
};

/** A part of a run, or the error that kept it away: then the field is null and the rest of the run stands. */
function readPart<T>(part: Part<T>, { source }: RunNode): readonly T[] {
  if (isRungraphError(part)) throw atSource(part, source.id);
  return part;
}

function select<T extends Metric | Param>(
  items: readonly T[],
  keys: InputMaybe<readonly string[]>,
  prefix: InputMaybe<string>,
): readonly T[] {
  if (!keys && !prefix) return items;
  const wanted = keys ? setOf(keys) : undefined;
  return items.filter(({ key }) => (!wanted || wanted.has(key)) && (!prefix || key.startsWith(prefix)));
}

/** By the list that a request was sent with: every run of a page is asked for the same keys. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(keys: readonly string[]): ReadonlySet<string> {
  const known = sets.get(keys);
  if (known !== undefined) return known;
  const made = new Set(keys);
  sets.set(keys, made);
  return made;
}
