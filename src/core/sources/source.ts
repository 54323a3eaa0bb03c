import type { Adapter, ProbeAnswer } from '../../contract/adapter.ts';
import { openMeter, type CallContext, type Meter } from '../../contract/context.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { emptyProjection, type Projection } from '../../contract/projection.ts';
import type { Log } from '../../contract/tracker.ts';
import { guard } from '../resilience/guard.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Scope } from '../scope.ts';
import { openProbeMemo, type ProbeMemo } from './probe-memo.ts';
import { openDirectory, type ProjectDirectory } from './project-directory.ts';

/** What the config and the registry say of a source. */
export interface SourceSettings {
  readonly id: string;
  readonly tracker: string;
  /** Without credentials; null where the source has no address. */
  readonly url: string | null;
  readonly deadlineMs: number;
  /** As declared, before the probe. */
  readonly capabilities: Capabilities;
  readonly adapter: Adapter;
  /** Drops what is kept of this source, or of one run of it; left out where nothing is kept. Answers how many. */
  readonly purge?: (run: string | null) => Promise<number>;
}

/** One configured instance of a tracker. */
export interface Source extends SourceSettings {
  readonly probe: ProbeMemo;
  readonly directory: ProjectDirectory;
}

/** One client's use of one source: everything asked in it shares a deadline and a count. */
export interface SourceCall {
  readonly context: CallContext;
  readonly meter: Meter;
  /** Waits for the probe, once it is known that it succeeded. */
  readonly ready: () => Promise<ProbeAnswer>;
  readonly run: <T>(what: string, call: (adapter: Adapter, context: CallContext) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export function openSource(settings: SourceSettings, log: Log): Source {
  const source: Source = {
    ...settings,
    probe: openProbeMemo(() => alone(settings, log, 'probe', (context) => settings.adapter.probe(context))),
    directory: openDirectory(async (meter) => {
      return alone(settings, log, 'listProjects', async (context) => {
        try {
          return await readAllProjects(settings.adapter, context);
        } finally {
          meter.upstreamCalls += context.meter.upstreamCalls;
        }
      });
    }),
  };
  return source;
}

/** Starts a client's use of a source. `close` must be called when the answer is complete. */
export function openCall(source: Source, scope: Scope, projection: Projection = emptyProjection): SourceCall {
  const meter = openMeter();
  const deadline = startDeadline(source.deadlineMs, scope.signal, source.id);
  const context: CallContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal: scope.principal,
    traceId: scope.traceId,
    noCache: scope.noCache,
    projection,
    meter,
    projects: async () => (await source.directory.list(meter)).projects,
  };
  const run: SourceCall['run'] = (what, call) => {
    return guard({ context, log: scope.log, source: source.id, what }, () => call(source.adapter, context));
  };
  return {
    context,
    meter,
    run,
    ready: () => run('probe', () => source.probe.answer()),
    close: () => {
      deadline.clear();
    },
  };
}

/** A call that several clients may wait for, so that no single one of them can cancel it. */
async function alone<T>(
  settings: SourceSettings,
  log: Log,
  what: string,
  call: (context: CallContext) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(settings.deadlineMs, undefined, settings.id);
  const context: CallContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal: null,
    traceId: `${settings.id}-${what}`,
    projection: emptyProjection,
    noCache: false,
    meter: openMeter(),
    projects: () => Promise.resolve([]),
  };
  try {
    return await guard({ context, log, source: settings.id, what }, () => call(context));
  } finally {
    deadline.clear();
  }
}

async function readAllProjects(adapter: Adapter, context: CallContext) {
  const projects = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Adapter['listProjects']>> = await adapter.listProjects(context, {
      limit: 1000,
      after,
    });
    projects.push(...page.items);
    after = page.next === after ? null : page.next;
  } while (after !== null);
  return projects;
}
