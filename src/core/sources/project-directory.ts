import type { Page } from '../../contract/page.ts';
import type { Project } from '../../contract/project.ts';
import { addMeter, openMeter, type AnswerPart, type SourceMeter } from '../call/meter.ts';
import type { Readable } from '../access/rights.ts';
import type { SharedCost } from './shared-cost.ts';

export interface ProjectList {
  readonly projects: readonly Project[];
  readonly byId: ReadonlyMap<string, Project>;
  /** When it was read, in epoch milliseconds. */
  readonly asOf: number;
}

/** The projects of one source, as one request sees them. Those that the caller may not read are not there. */
export interface ProjectDirectory {
  /** Every project of the source, archived ones too. The age of the list is added to the meter. */
  list(meter: SourceMeter): Promise<ProjectList>;
  /** Reads again, for an id that the list at hand does not know. A list that was read just now is not read again. */
  reload(meter: SourceMeter): Promise<ProjectList>;
  /** Those too that the caller may not read: for the layers below, which look for runs in all of them. */
  whole(meter: SourceMeter): Promise<ProjectList>;
}

export interface DirectoryOptions {
  /** Reads one page, by way of the cache unless `noCache` says otherwise. */
  readonly read: (meter: SourceMeter, after: string | null, noCache: boolean) => Promise<Page<Project>>;
  /** The client wants nothing from the cache. */
  readonly noCache: boolean;
  /** Told of every reading, whichever part of the answer began it. */
  readonly cost: SharedCost;
  readonly now: () => number;
  /** What the caller may see; null for everything. */
  readonly readable: Readable | null;
}

/** A project that is not in a list so young is taken to be missing. */
const youngMs = 1_000;

/** A list of projects, and what reading it showed: every answer that is made of it is as old as it is. */
interface Reading {
  readonly list: ProjectList;
  readonly meter: SourceMeter;
  readonly parts: readonly AnswerPart[];
}

/** Reads once for one request, whatever looks at it: all parts of an answer see the same projects. */
export function openDirectory({ read, noCache, cost, now, readable }: DirectoryOptions): ProjectDirectory {
  let reading: Promise<Reading> | undefined;
  let reloading: Promise<Reading> | undefined;

  async function readAll(past: boolean): Promise<Reading> {
    const parts: AnswerPart[] = [];
    const meter: SourceMeter = { ...openMeter(), onPart: (part) => void parts.push(part) };
    cost.add(meter);
    const pages: Page<Project>[] = [];
    let after: string | null = null;
    do {
      const page: Page<Project> = await read(meter, after, past);
      pages.push(page);
      after = page.next === after ? null : page.next;
    } while (after !== null);
    return { list: toList(pages, meter.readAt ?? now()), meter, parts };
  }

  async function tell(promise: Promise<Reading>, meter: SourceMeter): Promise<ProjectList> {
    const { list, meter: own, parts } = await promise;
    addMeter(meter, { ...own, upstreamCalls: 0 });
    for (const part of parts) meter.onPart?.(part);
    return list;
  }

  const whole = (meter: SourceMeter): Promise<ProjectList> => tell((reading ??= readAll(noCache)), meter);
  return {
    whole,
    list: async (meter) => cutList(await whole(meter), readable),
    async reload(meter) {
      const { list } = await (reading ??= readAll(noCache));
      if (now() - list.asOf < youngMs) return cutList(await tell(reading, meter), readable);
      reloading ??= readAll(true);
      reading = reloading;
      return cutList(await tell(reloading, meter), readable);
    },
  };
}

/** The part of a list that a caller may see. */
function cutList(list: ProjectList, readable: Readable | null): ProjectList {
  if (readable === null) return list;
  const ids = readable.idsOf(list.projects);
  const projects = list.projects.filter(({ nativeId }) => ids.has(nativeId));
  return { ...list, projects, byId: new Map(projects.map((project) => [project.nativeId, project])) };
}

/** By the first of its pages: what comes out of the memory of this process again is not put together again. */
const lists = new WeakMap<Page<Project>, { readonly pages: readonly Page<Project>[]; readonly list: ProjectList }>();

function toList(pages: readonly Page<Project>[], asOf: number): ProjectList {
  const [first] = pages;
  const known = first && lists.get(first);
  const isKnown =
    known !== undefined && known.pages.length === pages.length && known.pages.every((page, at) => page === pages[at]);
  if (isKnown && known.list.asOf === asOf) return known.list;
  const projects = pages.flatMap(({ items }) => items);
  const list = { projects, byId: new Map(projects.map((project) => [project.nativeId, project])), asOf };
  if (first !== undefined) lists.set(first, { pages, list });
  return list;
}
