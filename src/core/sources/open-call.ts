import type { ProbeAnswer } from '../../contract/adapter.ts';
import { RungraphError } from '../../contract/error.ts';
import { emptyProjection, type Projection } from '../../contract/projection.ts';
import { openMeter, type SourceMeter } from '../call/meter.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import { callInTime } from '../resilience/call-in-time.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Scope } from '../scope.ts';
import { openDirectory, type ProjectDirectory } from './project-directory.ts';
import type { ProbeAsker } from './probe-memo.ts';
import { sharedCost } from './shared-cost.ts';
import type { Source } from './source.ts';

/** One client's use of one source: everything asked in it shares a deadline and a count. */
export interface SourceCall {
  readonly context: SourceContext;
  readonly meter: SourceMeter;
  readonly directory: ProjectDirectory;
  /** Waits for the probe, once it is known that it succeeded. */
  readonly ready: () => Promise<ProbeAnswer>;
  /** Calls the adapter, in time and after the probe. Throws what the probe threw where that failed. */
  readonly run: <T>(
    operation: string,
    call: (adapter: SourceAdapter, context: SourceContext) => Promise<T>,
  ) => Promise<T>;
  readonly close: () => void;
}

/** Starts a client's use of a source. `close` must be called when the answer is complete. */
export function openCall(source: Source, scope: Scope, projection: Projection = emptyProjection): SourceCall {
  const meter: SourceMeter = { ...openMeter(), ...(scope.parts && { onPart: scope.parts.note }) };
  scope.spent?.add(meter);
  // Without a cache there is nothing to tell that an answer is old.
  if (source.purge === undefined) scope.parts?.spoil();
  const deadline = startDeadline(source.deadlineMs, scope.signal, source.id);
  const principal = principalOf(source, scope);
  const probe = source.probeOf(principal);
  const directory = directoryOf(source, scope);
  const { traceId, noCache, log } = scope;
  const asker = { meter: sharedCost(scope, source.id).probing, traceId };
  const context: SourceContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal,
    traceId,
    operation: 'none',
    project: null,
    noCache,
    readable: scope.rights.readable(source.id),
    mayWrite: scope.rights.mayAll('write', source.id),
    projection,
    meter,
    projects: async () => (await directory.whole(meter)).projects,
  };
  const inTime = <T>(operation: string, call: () => Promise<T>): Promise<T> =>
    callInTime({ signal: deadline.signal, log, source: source.id, operation, traceId }, () => {
      checkCredentials(source, principal);
      return call();
    });
  return {
    context,
    meter,
    directory,
    ready: () => inTime('probe', () => probe.answer(asker)),
    run: (operation, call) =>
      inTime(operation, async () => {
        await probe.answer(asker);
        return call(source.adapter, { ...context, operation });
      }),
    close: () => {
      deadline.clear();
    },
  };
}

/** Native ids of the projects of a source that the client may read; null for all of them, none while they are not known. */
export async function readableProjects(source: Source, scope: Scope): Promise<ReadonlySet<string> | null> {
  if (scope.rights.readable(source.id) === null) return null;
  const list = await directoryOf(source, scope)
    .list(openMeter())
    .catch(() => undefined);
  return new Set(list?.byId.keys());
}

const directories = new WeakMap<Scope, Map<Source, ProjectDirectory>>();

/** The one directory of a source that all parts of a request look into. */
function directoryOf(source: Source, scope: Scope): ProjectDirectory {
  const ofScope = directories.get(scope) ?? new Map<Source, ProjectDirectory>();
  directories.set(scope, ofScope);
  const known = ofScope.get(source);
  if (known !== undefined) return known;
  const cost = sharedCost(scope, source.id);
  const asker = { meter: cost.probing, traceId: scope.traceId };
  const directory = openDirectory({
    noCache: scope.noCache,
    cost,
    now: scope.now,
    readable: scope.rights.readable(source.id),
    read: (meter, after, past) => readProjects(source, { ...scope, noCache: past }, { meter, after, asker }),
  });
  ofScope.set(source, directory);
  return directory;
}

/** One page of a source's projects, with a deadline of its own: the parts of a request that wait for it have others. */
async function readProjects(
  source: Source,
  scope: Scope,
  { meter, after, asker }: { readonly meter: SourceMeter; readonly after: string | null; readonly asker: ProbeAsker },
) {
  const { id, adapter, deadlineMs } = source;
  const { traceId, noCache, log, signal } = scope;
  const deadline = startDeadline(deadlineMs, signal, id);
  const operation = 'listProjects';
  const principal = principalOf(source, scope);
  const own = { signal: deadline.signal, deadline: deadline.at, principal, traceId, operation, project: null };
  try {
    return await callInTime({ signal: deadline.signal, log, source: id, operation, traceId }, async () => {
      checkCredentials(source, principal);
      await source.probeOf(principal).answer(asker);
      return adapter.listProjects({ ...own, noCache, readable: null, mayWrite: false, meter }, { limit: 1000, after });
    });
  } finally {
    deadline.clear();
  }
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
