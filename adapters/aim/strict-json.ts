/** JSON that every reader takes: NaN, the infinities and integers of 64 bits are text, and so are whole. */
export function strictJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' || (typeof item === 'number' && !Number.isFinite(item)) ? String(item) : item,
  );
}
