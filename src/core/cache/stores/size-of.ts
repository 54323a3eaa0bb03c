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

function sizeOfObject<T extends object>(value: T): number {
  if (ArrayBuffer.isView(value)) return 64 + value.byteLength;
  let size = 48;
  if (Array.isArray(value)) {
    for (const item of value) size += 8 + sizeOf(item);
    return size;
  }
  // Without a list of the values: a page has thousands of objects, and is weighed each time it is read.
  for (const key in value) size += 8 + sizeOf(value[key]);
  return size;
}
