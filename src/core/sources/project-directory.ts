import type { Meter } from '../../contract/context.ts';
import type { Project } from '../../contract/project.ts';

/** How long a source's list of projects serves before it is read again. What it serves is labelled with its age. */
const freshForMs = 10_000;

export interface ProjectList {
  readonly projects: readonly Project[];
  readonly byId: ReadonlyMap<string, Project>;
  /** When it was read, in epoch milliseconds. */
  readonly asOf: number;
}

export interface ProjectDirectory {
  /** Every project of the source, archived ones too. What reading it costs counts for whoever caused it. */
  list(meter: Meter): Promise<ProjectList>;
  /** Reads again, for an id that the list at hand does not know. */
  reload(meter: Meter): Promise<ProjectList>;
  /** Forgets the list. */
  clear(): void;
}

export function openDirectory(
  /** What answers that were made of the list depend on. */
  key: string,
  read: (meter: Meter) => Promise<readonly Project[]>,
  now: () => number = Date.now,
): ProjectDirectory {
  let known: ProjectList | undefined;
  let flight: Promise<ProjectList> | undefined;

  async function load(meter: Meter): Promise<ProjectList> {
    const asOf = now();
    try {
      const projects = await read(meter);
      known = { projects, byId: new Map(projects.map((project) => [project.nativeId, project])), asOf };
      return known;
    } finally {
      flight = undefined;
    }
  }

  function reload(meter: Meter): Promise<ProjectList> {
    flight ??= load(meter);
    return flight;
  }

  return {
    reload,
    async list(meter) {
      const fresh = known !== undefined && now() - known.asOf < freshForMs ? known : undefined;
      const list = fresh ?? (await reload(meter));
      meter.onPart?.({ key, outcome: fresh === undefined ? 'MISS' : 'HIT', freshUntil: list.asOf + freshForMs });
      return list;
    },
    clear() {
      known = undefined;
    },
  };
}
