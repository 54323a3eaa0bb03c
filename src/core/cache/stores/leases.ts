/** The right to read some keys from a tracker together, while other replicas wait for what that brings. */
export interface Leases {
  /** Null where another replica reads just these keys now. */
  claim(keys: readonly string[]): Promise<Lease | null>;
  /** Whether somebody still does. */
  isHeld(keys: readonly string[]): Promise<boolean>;
}

export interface Lease {
  /** A number that grows from lease to lease; undefined without a shared store. */
  readonly fence: number | undefined;
  /** Must be called, or others wait until the lease runs out. */
  release(): void;
}
