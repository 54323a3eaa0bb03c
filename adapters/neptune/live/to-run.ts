import type { RunPart } from '../../../src/contract/projection.ts';
import type { GitState, Provenance } from '../../../src/contract/provenance.ts';
import type { Metric, Run } from '../../../src/contract/run.ts';
import type { Json } from '../../../src/contract/value.ts';
import { isBookkeeping } from '../archive/bookkeeping.ts';
import type { FileEntry, ParamEntry } from '../archive/index/part-index.ts';
import type { ProductLine } from '../archive/product-line.ts';
import { provenanceOf } from '../provenance.ts';
import { factsOf, tagsOf, textAt, toParam, valueAt, valueOf, type Attributes } from '../to-model.ts';
import type { WireAttribute, WireGit } from '../wire.ts';
import { trackedBy } from './artifacts/held-by.ts';
import type { ServerFacts } from './session.ts';

export interface RunSource {
  readonly hashing: ServerFacts['hashing'];
  readonly line: ProductLine;
  /** `workspace/project`. */
  readonly project: string;
  readonly parts: readonly RunPart[];
  /**
   * The metrics of a fork whose series begin with what it inherits: the server's summaries leave that out. Null for
   * every other run.
   */
  readonly metrics: readonly string[] | null;
}

/** A run as a server shows it. Undefined for one without an id, which nobody could ask for. */
export function toRun(
  attributes: readonly WireAttribute[],
  { hashing, line, project, parts, metrics: stitched }: RunSource,
): Run | undefined {
  const metrics = attributes.filter(({ type }) => type === 'floatSeries').map(toMetric);
  const state = attributes.find(({ name }) => name === 'sys/state')?.experimentStateProperties?.value ?? null;
  const git = attributes.find(({ gitRefProperties }) => gitRefProperties)?.gitRefProperties ?? undefined;
  const own = attributesOf(attributes);
  const id = idOf(own, line);
  if (id === null) return undefined;
  const run: Run = {
    nativeId: `${project}/${id}`,
    projectId: project,
    ...factsOf(own, state === 'running'),
    nativeStatus: state,
    url: null,
    archived: valueAt(own, 'sys/trashed') === true || valueAt(own, 'sys/archived') === true,
    tags: tagsOf(own),
    params: own.params.map(toParam),
    metrics: stitched?.map((key) => ({ key, nativeKey: key, context: null })) ?? metrics,
  };
  return {
    ...run,
    ...(parts.includes('provenance') ? { provenance: toProvenance(attributes, own, run, { git, hashing }) } : {}),
    ...(parts.includes('native') ? { native: { attributes: toJson(own.system) } } : {}),
  };
}

/** The single values. */
export function attributesOf(attributes: readonly WireAttribute[]): Attributes {
  const params: ParamEntry[] = [];
  const system = new Map<string, ParamEntry>();
  for (const attribute of attributes) {
    const entry = toEntry(attribute);
    if (entry === undefined) continue;
    if (isBookkeeping(attribute.name)) system.set(attribute.name, entry);
    else params.push(entry);
  }
  return { params, system };
}

function toProvenance(
  attributes: readonly WireAttribute[],
  own: Attributes,
  run: Run,
  { git, hashing }: { readonly git: WireGit | undefined; readonly hashing: ServerFacts['hashing'] },
): Provenance {
  const { nativeId, projectId: project, startedAt: createdAt } = run;
  const files = attributes.filter(({ type }) => type === 'file' || type === 'fileRef');
  const entries = files.map(({ name }): FileEntry => [name, 'file', name, null]);
  const datasets = trackedBy({ scope: 'runs', nativeId, project, createdAt, attributes }, hashing);
  const read = provenanceOf({ ...own, files: entries, scope: 'runs', nativeId }, datasets);
  return git === undefined ? read : { ...read, git: { ...read.git, ...toGit(git) } };
}

/** The short id in 2.x. In 3.x the custom one, which a run has unless it was made by hand. */
export function idOf(run: Attributes, line: ProductLine): string | null {
  const short = textAt(run, 'sys/id');
  return line === '2.x' ? short : textAt(run, 'sys/custom_run_id') || short;
}

/** The text of one attribute; null where there is none. */
export function readText(attributes: readonly WireAttribute[], path: string): string | null {
  return attributes.find(({ name }) => name === path)?.stringProperties?.value ?? null;
}

/** Undefined for what is no single value. */
function toEntry(attribute: WireAttribute): ParamEntry | undefined {
  const { name } = attribute;
  switch (attribute.type) {
    case 'int':
      return entryOf(name, 'int', attribute.intProperties?.value);
    case 'float':
      return entryOf(name, 'float', attribute.floatProperties?.value);
    case 'string':
      return entryOf(name, 'string', attribute.stringProperties?.value);
    case 'bool':
      return entryOf(name, 'bool', attribute.boolProperties?.value);
    case 'datetime': {
      const value = attribute.datetimeProperties?.value;
      const time = typeof value === 'string' ? Date.parse(value) : value;
      return entryOf(name, 'datetime', Number.isNaN(time) ? undefined : time);
    }
    case 'stringSet':
      return entryOf(name, 'string_set', attribute.stringSetProperties?.values);
    default:
      return undefined;
  }
}

function entryOf(path: string, type: ParamEntry[1], value: ParamEntry[2] | null | undefined): ParamEntry | undefined {
  return value === null || value === undefined ? undefined : [path, type, value];
}

/** The server's `last` is the point with the greatest step: steps of Neptune only grow. */
function toMetric({ name, floatSeriesProperties: series }: WireAttribute): Metric {
  const { last = null, lastStep = null, min = null, max = null } = series ?? {};
  return { key: name, nativeKey: name, context: null, last, lastStep, min, max };
}

/** 2.x keeps the state of the code as one attribute. */
function toGit({ commit, currentBranch, remotes, repositoryDirty }: WireGit): GitState {
  return {
    commit: commit?.commitId ?? null,
    branch: currentBranch ?? null,
    repository: remotes?.[0] ?? null,
    dirty: repositoryDirty ?? null,
    diff: null,
  };
}

function toJson(system: ReadonlyMap<string, ParamEntry>): Json {
  return Object.fromEntries([...system].map(([path, entry]) => [path, valueOf(entry)]));
}
