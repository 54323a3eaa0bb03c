import type { UpstreamContext } from './context.ts';

/** A connection that stays open. Each message is answered by one, in order. */
export interface Socket {
  /**
   * Sends a message and waits for the one that answers it; messages take turns. Counts one upstream call. Throws TIMEOUT,
   * CANCELLED or UNAVAILABLE where no answer came. The socket is closed then, since a late answer would be taken for another.
   */
  ask(context: UpstreamContext, message: Uint8Array): Promise<Uint8Array>;
  isOpen(): boolean;
  close(): void;
}
