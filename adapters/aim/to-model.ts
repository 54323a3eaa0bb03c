import { RungraphError } from '../../src/contract/error.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Projection } from '../../src/contract/projection.ts';
import type { Metric, Run } from '../../src/contract/run.ts';
import type { Json, MetricContext, Num } from '../../src/contract/value.ts';
import { selectKeys } from '../../src/kit/select-keys.ts';
import { timesWithoutDate, toTime } from '../../src/kit/to-time.ts';
import { copyKey, readCopyNote, type CopyNote } from './bookkeeping.ts';
import type { Root } from './encoding/tree-builder.ts';
import { isTreeObject, type TreeObject } from './encoding/tree.ts';
import { flattenParams, systemKey } from './flatten-params.ts';
import { nativeSystem, provenanceOf } from './system-params.ts';
import { toJsonObject } from './to-json.ts';
import { runEntry, type WireExperiment, type WireNote, type WireProps, type WireTrace } from './wire.ts';

/** What every run of one answer is read with. */
export interface RunReading {
  readonly baseUrl: string;
  readonly projection: Projection;
}

/** The project of runs that belong to no experiment, which only old versions of Aim left. */
const noExperiment = 'none';

/** A function that turns entries of search/run into runs as promised, with only the keys that were asked for. */
export function runReader({ baseUrl, projection }: RunReading): (root: Root) => Run {
  const wantsParam = selectKeys(projection.params);
  const wantsMetric = selectKeys(projection.metrics);
  const wantsTag = selectKeys(projection.tags);
  const wants = (part: Projection['parts'][number]): boolean => projection.parts.includes(part);

  return ({ key: hash, value }) => {
    const parsed = runEntry.safeParse(value);
    if (!parsed.success) throw unreadable(hash, parsed.error.issues[0]);
    const { props, params: tree, traces } = parsed.data;
    const active = props.active ?? false;
    const { params, others } = flattenParams(tree ?? {});
    const found = tree?.[systemKey];
    const system = isTreeObject(found) ? found : {};
    const copy = readCopyNote(tree?.[copyKey]);
    return {
      nativeId: hash,
      projectId: props.experiment?.id ?? noExperiment,
      name: props.name ?? null,
      url: `${baseUrl}/runs/${encodeURIComponent(hash)}`,
      status: active ? 'RUNNING' : 'FINISHED',
      nativeStatus: active ? 'active' : 'finished',
      startedAt: toMs(props.creation_time),
      endedAt: active ? null : toMs(props.end_time),
      user: null,
      notes: props.description ?? null,
      group: null,
      jobType: null,
      archived: props.archived ?? false,
      parentId: null,
      tags: (props.tags ?? []).filter((tag) => wantsTag(tag.name)).map((tag) => ({ key: tag.name, value: null })),
      params: params
        .filter(([key]) => wantsParam(key))
        .map(([key, param]) => ({ key, nativeKey: key, value: param, text: null })),
      metrics: (traces?.metric ?? []).filter((trace) => wantsMetric(trace.name)).map(toMetric),
      ...(wants('provenance') ? { provenance: provenanceOf(system) } : {}),
      ...(wants('native') ? { native: nativeOf(props, others, { system, copy }) } : {}),
      ...(copy === undefined ? {} : { origin: copy.origin }),
    };
  };
}

/** The run with Aim's own notes among what has no field. They are asked for by themselves. */
export function withNotes(run: Run, notes: readonly WireNote[]): Run {
  return { ...run, native: { ...run.native, notes: notes.map((note) => ({ ...note })) as readonly Json[] } };
}

export function toProject(baseUrl: string, wire: WireExperiment): Project {
  return {
    nativeId: wire.id,
    name: wire.name,
    url: `${baseUrl}/experiments/${encodeURIComponent(wire.id)}`,
    description: wire.description ?? null,
    createdAt: toMs(wire.creation_time),
    archived: wire.archived ?? false,
  };
}

/** Unix seconds as epoch milliseconds, rounded to the nearest. */
export function toMs(seconds: Num | null | undefined): number | null {
  const time = toTime(seconds);
  return time === null ? null : Math.round(time * 1000);
}

export function toContext(tree: TreeObject): MetricContext {
  return toJsonObject(tree);
}

/**
 * A summary that is missing was not kept, by an old version or for steps below zero: it is computed when asked for. Those
 * that are there may be of values that were tracked over since, which the server does not tell.
 */
function toMetric({ name, context, values }: WireTrace): Metric {
  const { last, last_step: lastStep, min, max } = values;
  return {
    key: name,
    nativeKey: name,
    context: toContext(context),
    ...(last === undefined ? {} : { last }),
    ...(lastStep === undefined ? {} : { lastStep }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    unsure: true,
  };
}

function nativeOf(
  props: WireProps,
  otherParams: { readonly [key: string]: Json },
  { system, copy }: { readonly system: TreeObject; readonly copy: CopyNote | undefined },
): { readonly [key: string]: Json } {
  const tags = (props.tags ?? []).map(({ name, color, description }) => {
    return { name, color: color ?? null, description: description ?? null };
  });
  const [creationTime, endTime] = [toMs(props.creation_time), toMs(props.end_time)];
  const times = timesWithoutDate({ creationTime, endTime });
  const noted = copy === undefined ? {} : { [copyKey]: { ...copy, digest: copy.digest ?? null } };
  return { tags, otherParams, system: nativeSystem(system), ...times, ...noted };
}

function unreadable(
  hash: string,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
) {
  return new RungraphError('PROTOCOL', `The server's answer about the run ${hash.slice(0, 80)} is not whole.`, {
    detail: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`,
  });
}
