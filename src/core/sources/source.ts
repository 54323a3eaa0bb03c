import type { Capabilities } from '../../contract/capabilities.ts';
import type { Log } from '../../contract/tracker.ts';
import { openMeter } from '../call/meter.ts';
import type { BareSourceContext, SourceAdapter } from '../call/source-context.ts';
import { callInTime } from '../resilience/call-in-time.ts';
import { startDeadline } from '../resilience/deadline.ts';
import type { Collision } from '../keys/collisions.ts';
import type { KeysCaller, KnownKeys } from '../keys/known-keys.ts';
import type { SourceAliases } from '../keys/source-aliases.ts';
import type { Health } from '../resilience/guard-adapter.ts';
import { rememberByCaller } from './caller-memory.ts';
import { openProbeMemo, type ProbeAsker, type ProbeMemo } from './probe-memo.ts';

/** What the config and the registry say of a source. */
export interface SourceSettings {
  readonly id: string;
  readonly tracker: string;
  /** Without credentials; null where the source has no address. */
  readonly url: string | null;
  readonly deadlineMs: number;
  /** As declared, before the probe. */
  readonly capabilities: Capabilities;
  readonly adapter: SourceAdapter;
  /** Drops what is kept of this source, or of one run of it; left out where nothing is kept. Answers how many. */
  readonly purge?: (run: string | null) => Promise<number>;
  /** How the tracker has answered of late; left out where nothing watches over that. */
  readonly health?: Health;
  /** Keys of the runs that were read and that a caller may see; left out where nobody notes them. */
  readonly keysOf?: (caller: KeysCaller) => KnownKeys;
  /** Keys that runs have under several names; left out where no two names mean the same. */
  readonly collisions?: () => readonly Collision[];
  /** Which keys those may be. */
  readonly aliases?: SourceAliases;
  /** The header in which clients send credentials of their own; left out where the gateway has its own. */
  readonly callerHeader?: string | undefined;
}

/** One configured instance of a tracker. */
export interface Source extends SourceSettings {
  /** What was learnt of the server with the gateway's credentials. */
  readonly probe: ProbeMemo;
  /** The same with a caller's own; null for the gateway's. */
  readonly probeOf: (principal: string | null) => ProbeMemo;
}

export function openSource(settings: SourceSettings, log: Log): Source {
  const probeOf = rememberByCaller((principal) =>
    openProbeMemo((asker) => probeAlone(settings, log, principal, asker)),
  );
  return { ...settings, probe: probeOf(null), probeOf };
}

/** Several clients may wait for one probe, so that no single one of them can cancel it. */
async function probeAlone(
  { id, adapter, deadlineMs }: SourceSettings,
  log: Log,
  principal: string | null,
  asker: ProbeAsker = { meter: openMeter(), traceId: `${id}-probe` },
) {
  const deadline = startDeadline(deadlineMs, undefined, id);
  const context: BareSourceContext = {
    signal: deadline.signal,
    deadline: deadline.at,
    principal,
    traceId: asker.traceId,
    operation: 'probe',
    project: null,
    noCache: false,
    readable: null,
    mayWrite: false,
    meter: asker.meter,
  };
  const timed = { signal: deadline.signal, log, source: id, operation: 'probe', traceId: asker.traceId };
  try {
    return await callInTime(timed, () => adapter.probe(context));
  } finally {
    deadline.clear();
  }
}
