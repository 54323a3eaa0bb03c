/** The right to read keys from a tracker while other replicas wait for what that brings. */
export interface Leases {
  /** Claims what is free. What is not in `fences` is being read by another replica. */
  claim(keys: readonly string[]): Promise<Lease>;
  /** Which of the keys somebody still holds. */
  held(keys: readonly string[]): Promise<readonly boolean[]>;
}

export interface Lease {
  /** The keys that are ours, each with a number that grows from holder to holder; undefined without a shared store. */
  readonly fences: ReadonlyMap<string, number | undefined>;
  /** Must be called, or others wait until the lease runs out. */
  release(): void;
}
