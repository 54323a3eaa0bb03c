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
  if (hasNames(value)) {
    // Without a list of the values: a page has thousands of objects, and is weighed each time it is read.
    for (const name in value) size += 8 + sizeOf(value[name]);
  } else if (Array.isArray(value)) {
    for (const item of value) size += 8 + sizeOf(item);
  }
  return size;
}

function hasNames(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value);
}
