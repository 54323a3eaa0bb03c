import type { Project } from '../../src/contract/project.ts';
import type { Param, RunStatus, Tag } from '../../src/contract/run.ts';
import { hasDate } from '../../src/contract/time.ts';
import type { Value } from '../../src/contract/value.ts';
import type { ParamEntry, ParamValue } from './archive/index/part-index.ts';

// What attributes mean, wherever they were read.

/** The single values of a run. */
export interface Attributes {
  /** What users set. */
  readonly params: readonly ParamEntry[];
  /** What Neptune wrote itself, by path. */
  readonly system: ReadonlyMap<string, ParamEntry>;
}

/** The value of an attribute that Neptune wrote; undefined where the run has none. */
export function valueAt({ system }: Attributes, path: string): ParamValue | undefined {
  return system.get(path)?.[2];
}

export function textAt(run: Attributes, path: string): string | null {
  const value = valueAt(run, path);
  return typeof value === 'string' ? value : null;
}

/** A time in epoch milliseconds; null where the attribute is none. */
export function timeAt({ system }: Attributes, path: string): number | null {
  const found = system.get(path);
  return found?.[1] === 'datetime' && typeof found[2] === 'number' ? found[2] : null;
}

/** What every run has. `running`: as the server says; nothing runs on in an archive. */
export function factsOf(run: Attributes, running = false) {
  return {
    name: textAt(run, 'sys/name'),
    status: statusOf(run, running),
    startedAt: timeAt(run, 'sys/creation_time'),
    endedAt: running ? null : timeAt(run, 'sys/ping_time'),
    user: textAt(run, 'sys/owner'),
    notes: textAt(run, 'sys/description'),
    group: null,
    jobType: null,
    parentId: null,
  };
}

function statusOf(run: Attributes, running: boolean): RunStatus {
  if (valueAt(run, 'sys/failed') === true) return 'FAILED';
  return running ? 'RUNNING' : 'FINISHED';
}

/** Tags and group tags are plain labels, without an order. */
export function tagsOf(run: Attributes): readonly Tag[] {
  const labels = ['sys/tags', 'sys/group_tags'].flatMap((path) => {
    const value = valueAt(run, path);
    return Array.isArray(value) ? value.map(String) : [];
  });
  return [...new Set(labels)].sort().map((key) => ({ key, value: null }));
}

export function toParam(entry: ParamEntry): Param {
  return { key: entry[0], nativeKey: entry[0], value: valueOf(entry), text: null };
}

/** Times are RFC 3339 text, the number of their milliseconds where they have no date; sets are lists in the order of their texts, which have none of their own. */
export function valueOf(entry: ParamEntry): Value {
  const [type, value] = [entry[1], entry[2]];
  if (type === 'datetime' && typeof value === 'number') return hasDate(value) ? new Date(value).toISOString() : value;
  return typeof value === 'object' ? [...value].sort() : value;
}

/** A project's own name is what comes behind its workspace. */
export function toProject(nativeId: string): Project {
  const name = nativeId.slice(nativeId.indexOf('/') + 1);
  return { nativeId, name, url: null, description: null, createdAt: null, archived: false };
}
