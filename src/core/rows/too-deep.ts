/** Deeper than any config that somebody reads, and than the stack that writing an answer may take. */
export const mostDepth = 500;

/** Whether a value of a tracker is nested too deep to be told. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === mostDepth || Object.values(value).some((item) => isTooDeep(item, depth + 1));
}
