/** A number that is a double whatever its value. */
export class Real {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type Key = string | bigint;

/** What is sent. A number is an integer where it is a safe one, unless it is in a `Real`. */
export type Packed =
  | null
  | boolean
  | number
  | bigint
  | string
  | Real
  | readonly Packed[]
  | ReadonlyMap<Key, Packed>
  | { readonly [key: string]: Packed };

type Container = readonly Packed[] | ReadonlyMap<Key, Packed> | { readonly [key: string]: Packed };

/** A buffer that grows as it is written to. */
interface Growing {
  bytes: Buffer;
  length: number;
}

/**
 * A tree as `aim server` takes arguments: frames of u32 length, path, u8 blob, u32 length, value, all little-endian, as
 * aim/ext/transport/message_utils.py cuts them up. Values and paths are those of its streams: a key is text and 0xFE, or
 * 0xFE, an int64 big-endian and 0xFE.
 */
export function packTree(tree: Packed): Buffer {
  const out: Growing = { bytes: Buffer.allocUnsafe(4096), length: 0 };
  const path: Growing = { bytes: Buffer.allocUnsafe(256), length: 0 };
  addFrames(out, path, tree);
  return out.bytes.subarray(0, out.length);
}

function addFrames(out: Growing, path: Growing, tree: Packed): void {
  if (!isContainer(tree)) {
    addLeaf(out, path, tree);
    return;
  }
  const start = path.length;
  if (isList(tree)) {
    addMarker(out, path, 0x06);
    tree.forEach((item, index) => {
      addKey(path, BigInt(index));
      addFrames(out, path, item);
      path.length = start;
    });
    return;
  }
  const members = isMap(tree) ? tree : new Map(Object.entries(tree));
  if (members.size === 0) addMarker(out, path, 0x07);
  for (const [key, item] of members) {
    addKey(path, key);
    addFrames(out, path, item);
    path.length = start;
  }
}

function isContainer(tree: Packed): tree is Container {
  return typeof tree === 'object' && tree !== null && !(tree instanceof Real);
}

export function isList(tree: Packed): tree is readonly Packed[] {
  return Array.isArray(tree);
}

export function isMap(tree: Packed): tree is ReadonlyMap<Key, Packed> {
  return tree instanceof Map;
}

function addKey(path: Growing, key: Key): void {
  if (typeof key === 'bigint') {
    reserve(path, 10);
    path.bytes[path.length] = 0xfe;
    path.bytes.writeBigInt64BE(key, path.length + 1);
    path.bytes[path.length + 9] = 0xfe;
    path.length += 10;
    return;
  }
  reserve(path, Buffer.byteLength(key) + 1);
  path.length += path.bytes.write(key, path.length);
  path.bytes[path.length] = 0xfe;
  path.length += 1;
}

/** The beginning of a frame, with room for a value of so many bytes. Answers where the value goes. */
function beginFrame(out: Growing, path: Growing, valueBytes: number): number {
  reserve(out, 9 + path.length + valueBytes);
  let at = out.bytes.writeUInt32LE(path.length, out.length);
  at += path.bytes.copy(out.bytes, at, 0, path.length);
  at = out.bytes.writeUInt8(0, at);
  at = out.bytes.writeUInt32LE(valueBytes, at);
  out.length = at + valueBytes;
  return at;
}

function addMarker(out: Growing, path: Growing, marker: number): void {
  const at = beginFrame(out, path, 1);
  out.bytes[at] = marker;
}

function addLeaf(out: Growing, path: Growing, leaf: Exclude<Packed, Container>): void {
  if (leaf === null) addMarker(out, path, 0x00);
  else if (leaf instanceof Real) addReal(out, path, leaf.value);
  else if (typeof leaf === 'boolean') {
    const at = beginFrame(out, path, 2);
    out.bytes[at] = 0x01;
    out.bytes[at + 1] = leaf ? 1 : 0;
  } else if (typeof leaf === 'string') {
    const bytes = Buffer.byteLength(leaf);
    const at = beginFrame(out, path, 1 + bytes);
    out.bytes[at] = 0x04;
    out.bytes.write(leaf, at + 1);
  } else if (typeof leaf === 'bigint') addInteger(out, path, leaf);
  else if (Number.isSafeInteger(leaf) && !Object.is(leaf, -0)) addInteger(out, path, BigInt(leaf));
  else addReal(out, path, leaf);
}

function addReal(out: Growing, path: Growing, value: number): void {
  const at = beginFrame(out, path, 9);
  out.bytes[at] = 0x03;
  out.bytes.writeDoubleLE(value, at + 1);
}

function addInteger(out: Growing, path: Growing, value: bigint): void {
  const at = beginFrame(out, path, 9);
  out.bytes[at] = 0x02;
  out.bytes.writeBigInt64LE(value, at + 1);
}

function reserve(growing: Growing, more: number): void {
  const needed = growing.length + more;
  if (needed <= growing.bytes.length) return;
  const bytes = Buffer.allocUnsafe(Math.max(needed, growing.bytes.length * 2));
  growing.bytes.copy(bytes, 0, 0, growing.length);
  growing.bytes = bytes;
}
