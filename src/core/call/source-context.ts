import type { Adapter } from '../../contract/adapter.ts';
import type { BareContext, CallContext } from '../../contract/context.ts';
import type { Readable } from '../access/rights.ts';
import type { SourceMeter } from './meter.ts';

/** What the core's own layers around an adapter get with every call. */
export interface SourceContext extends CallContext {
  /** The client wants nothing from the cache. */
  readonly noCache: boolean;
  /** What of the source the caller may see; null for everything. Layers inside the cache must not look at it. */
  readonly readable: Readable | null;
  /** Whether the caller may write all of the source. */
  readonly mayWrite: boolean;
  readonly meter: SourceMeter;
}

/** The same for `probe` and `listProjects`. */
export type BareSourceContext = BareContext<SourceContext>;

/** An adapter with some of the core's layers around it. */
export type SourceAdapter = Adapter<SourceContext>;
