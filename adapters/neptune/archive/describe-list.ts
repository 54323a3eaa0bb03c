const mostNames = 5;

/** A few of many; null where there are none. */
export function describeList(what: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const rest = names.length - mostNames;
  return `${what}: ${names.slice(0, mostNames).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
