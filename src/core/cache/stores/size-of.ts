/** About how many bytes a value takes in memory. Exactness would cost more than the cache saves. */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 24 + value.length;
    case 'object':
      return value === null ? 8 : sizeOfObject(value);
    default:
      return 8;
  }
}

function sizeOfObject(value: object): number {
  if (ArrayBuffer.isView(value)) return 64 + value.byteLength;
  let size = 48;
  for (const item of Array.isArray(value) ? value : Object.values(value)) size += 8 + sizeOf(item);
  return size;
}
