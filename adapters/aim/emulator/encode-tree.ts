import type { Json } from '../../../src/contract/value.ts';

/** What the server sends: JSON and bytes. A number is an integer where it looks like one, unless it is in a `Float`. */
export type Sent = Exclude<Json, object> | Uint8Array | Float | readonly Sent[] | { readonly [key: string]: Sent };

/** A double, whatever its value. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/**
 * Frames of one entry of the outermost object, as aim.storage.treeutils makes them: depth first, a frame for a leaf, for
 * a list and for an object with nothing in it.
 */
export function encodeEntry(key: string | number, value: Sent): Buffer {
  const frames: Buffer[] = [];
  addFrames(frames, keyBytes(key), value);
  return Buffer.concat(frames);
}

function addFrames(frames: Buffer[], path: Buffer, value: Sent): void {
  if (!isContainer(value)) {
    frames.push(frame(path, leafBytes(value)));
    return;
  }
  const members: readonly (readonly [string | number, Sent])[] = isList(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value);
  if (isList(value)) frames.push(frame(path, Buffer.of(0x06)));
  else if (members.length === 0) frames.push(frame(path, Buffer.of(0x07)));
  for (const [key, item] of members) addFrames(frames, Buffer.concat([path, keyBytes(key)]), item);
}

type Container = readonly Sent[] | { readonly [key: string]: Sent };

function isContainer(value: Sent): value is Container {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !(value instanceof Float);
}

function isList(value: Container): value is readonly Sent[] {
  return Array.isArray(value);
}

function keyBytes(key: string | number): Buffer {
  if (typeof key === 'string') return Buffer.concat([Buffer.from(key), Buffer.of(0xfe)]);
  const bytes = Buffer.alloc(10, 0xfe);
  bytes.writeBigInt64BE(BigInt(key), 1);
  return bytes;
}

function frame(path: Buffer, value: Buffer): Buffer {
  const lengths = [path.length, value.length].map((length) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(length);
    return bytes;
  });
  return Buffer.concat([lengths[0] ?? Buffer.of(), path, lengths[1] ?? Buffer.of(), value]);
}

function leafBytes(value: Exclude<Sent, Container>): Buffer {
  if (value === null) return Buffer.of(0x00);
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.of(0x05), value]);
  if (value instanceof Float) return floatBytes(value.value);
  switch (typeof value) {
    case 'boolean':
      return Buffer.of(0x01, value ? 1 : 0);
    case 'bigint':
      return integerBytes(value);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? integerBytes(BigInt(value)) : floatBytes(value);
    default:
      return Buffer.concat([Buffer.of(0x04), Buffer.from(value)]);
  }
}

function integerBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(9, 0x02);
  bytes.writeBigInt64LE(value, 1);
  return bytes;
}

function floatBytes(value: number): Buffer {
  const bytes = Buffer.alloc(9, 0x03);
  bytes.writeDoubleLE(value, 1);
  return bytes;
}
