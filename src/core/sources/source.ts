import type { Adapter, ProbeAnswer } from '../../contract/adapter.ts';
import { openMeter, type CallContext, type Meter } from '../../contract/context.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import { RungraphError } from '../../contract/error.ts';
import { emptyProjection, type Projection } from '../../contract/projection.ts';
import type { Log } from '../../contract/tracker.ts';
import { guard } from '../resilience/guard.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Scope } from '../scope.ts';
import type { Health } from '../resilience/guarded-adapter.ts';
import { openProbeMemo } from './probe-memo.ts';
import { projectsKey } from '../cache/keys.ts';
import { openDirectory } from './project-directory.ts';
import { openMemories, type SourceMemory } from './source-memory.ts';

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
  /** How the tracker has answered of late; left out where nothing watches over that. */
  readonly health?: Health;
  /** The header in which clients send credentials of their own; left out where the gateway has its own. */
  readonly callerHeader?: string | undefined;
}

/** One configured instance of a tracker. What it remembers by itself was read with the gateway's credentials. */
export interface Source extends SourceSettings, SourceMemory {
  /** What was learnt with these credentials; null for the gateway's own. */
  readonly memoryOf: (principal: string | null) => SourceMemory;
  /** Forgets every list of projects. */
  readonly forget: () => void;
}

/** One client's use of one source: everything asked in it shares a deadline and a count. */
export interface SourceCall {
  readonly context: CallContext;
  readonly meter: Meter;
  readonly directory: SourceMemory['directory'];
  /** Waits for the probe, once it is known that it succeeded. */
  readonly ready: () => Promise<ProbeAnswer>;
  readonly run: <T>(what: string, call: (adapter: Adapter, context: CallContext) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export function openSource(settings: SourceSettings, log: Log): Source {
  const memories = openMemories((principal) => ({
    probe: openProbeMemo(() => {
      return alone(settings, log, 'probe', principal, (context) => settings.adapter.probe(context));
    }),
    directory: openDirectory(projectsKey(settings.id), (meter) => {
      return alone(settings, log, 'listProjects', principal, async (context) => {
        try {
          return await readAllProjects(settings.adapter, context);
        } finally {
          meter.upstreamCalls += context.meter.upstreamCalls;
        }
      });
    }),
  }));
  return { ...settings, ...memories.of(null), memoryOf: memories.of, forget: memories.forget };
}

/** Starts a client's use of a source. `close` must be called when the answer is complete. */
export function openCall(source: Source, scope: Scope, projection: Projection = emptyProjection): SourceCall {
  const meter: Meter = { ...openMeter(), ...(scope.parts && { onPart: scope.parts.note }) };
  // Without a cache there is nothing to tell that an answer is old.
  if (source.purge === undefined) scope.parts?.spoil();
  const deadline = startDeadline(source.deadlineMs, scope.signal, source.id);
  const principal = principalOf(source, scope);
  const { probe, directory } = source.memoryOf(principal);
  const context: CallContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal,
    traceId: scope.traceId,
    operation: 'none',
    project: null,
    noCache: scope.noCache,
    projection,
    meter,
    projects: async () => (await directory.list(meter)).projects,
  };
  const run: SourceCall['run'] = (what, call) => {
    return guard({ context, log: scope.log, source: source.id, what }, () => {
      checkCredentials(source, principal);
      return call(source.adapter, { ...context, operation: what });
    });
  };
  return {
    context,
    meter,
    directory,
    run,
    ready: () => run('probe', () => probe.answer()),
    close: () => {
      deadline.clear();
    },
  };
}

/** The credentials that the client sent for this source; null where the gateway has its own. */
export function principalOf({ callerHeader }: Source, { header }: Pick<Scope, 'header'>): string | null {
  return callerHeader === undefined ? null : header(callerHeader);
}

/** @throws UNAUTHENTICATED where the client must bring credentials and brought none. */
export function checkCredentials({ id, callerHeader }: Source, principal: string | null): void {
  if (callerHeader === undefined || principal !== null) return;
  throw new RungraphError('UNAUTHENTICATED', `Send your credentials for ${id} in the header ${callerHeader}.`);
}

/** A call that several clients may wait for, so that no single one of them can cancel it. */
async function alone<T>(
  settings: SourceSettings,
  log: Log,
  what: string,
  principal: string | null,
  call: (context: CallContext) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(settings.deadlineMs, undefined, settings.id);
  const context: CallContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal,
    traceId: `${settings.id}-${what}`,
    operation: what,
    project: null,
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
