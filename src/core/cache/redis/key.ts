/**
 * The name of a key in Redis. What belongs to one entry has one hash tag (the part in braces), so that a cluster keeps it
 * on one server and scripts may touch all of it. Keys of entries hold no braces.
 */
export function redisKey(
  prefix: string,
  kind: 'entry' | 'lock' | 'fence' | 'rate' | 'count' | 'text',
  key: string,
): string {
  return `${prefix}${kind}:{${key}}`;
}
