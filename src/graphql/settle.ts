/**
 * The slots of a nullable list, in order: each what was found, or the error that kept it away, which the executor tells in
 * its place. The executor of compiled documents must not be handed promises that fail: it puts the null of a failed one
 * at the end of what it has so far, so that slots are lost or come twice.
 */
export async function settle<T>(slots: readonly Promise<T>[]): Promise<readonly (T | Error)[]> {
  const settled = await Promise.allSettled(slots);
  return settled.map((slot) => (slot.status === 'fulfilled' ? slot.value : toError(slot.reason)));
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
