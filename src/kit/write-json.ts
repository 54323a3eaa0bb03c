/**
 * JSON that `parseJson` reads back as it was: NaN and the infinities are bare tokens, bigints have all their digits, and
 * a double beyond 2^53 has an exponent, so that it is not taken for an exact integer. Undefined members are left out.
 */
export function writeJson(value: unknown): string {
  switch (typeof value) {
    case 'number':
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential();
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
      return `{${Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`)
        .join(',')}}`;
    default:
      return JSON.stringify(value ?? null);
  }
}
