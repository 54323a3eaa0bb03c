/** Members of questions whose text is a name of the schema, not a string. */
const enumMembers = ['aggregate', 'direction', 'field', 'archived'];

/**
 * A question as a literal of a document: the one form in which an exact integer beyond 2^53 can be written. A double
 * of that size gets an exponent, because its digits would be another exact integer.
 */
export function toLiteral(value: unknown, isName = false): string {
  if (typeof value === 'string') return isName ? value : JSON.stringify(value);
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean' || value === null || value === undefined)
    return String(value ?? null);
  if (Array.isArray(value)) return `[${value.map((item) => toLiteral(item, isName)).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const spelled = members.map(([key, member]) => {
    const names = isName || enumMembers.includes(key) || key === 'status';
    return `${key}: ${toLiteral(member, names)}`;
  });
  return `{${spelled.join(', ')}}`;
}
