import { blake2b } from '@noble/hashes/blake2.js';
import { isJsonList, type Json, type Num } from '../../../src/contract/value.ts';

// Aim's own hashes (aim/storage/hashing): 8 bytes of BLAKE2b, read as int64 little-endian, with a salt for each kind.

const salts = {
  number: saltOf(-7494597716789683807n),
  list: saltOf(2965039128708897743n),
  object: saltOf(-2435585119574290752n),
  text: saltOf(7540324813251503183n),
} as const;
const hashOfNull = 1393794177995070132n;

/** The hash of anything that JSON can hold: what contexts, and steps of a series, are stored under. */
export function hashValue(value: Json): bigint {
  if (value === null) return hashOfNull;
  switch (typeof value) {
    case 'boolean':
      return hashNumber(value ? 1 : 0);
    case 'number':
    case 'bigint':
      return hashNumber(value);
    case 'string':
      return digest(Buffer.from(value), salts.text);
    default:
      return isJsonList(value) ? hashList(value.map(hashValue), salts.list) : hashObject(value);
  }
}

/** Members in the order of their keys' hashes. */
function hashObject(value: { readonly [key: string]: Json }): bigint {
  const members = Object.entries(value).map(([key, item]) => [hashValue(key), hashValue(item)] as const);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return hashList(
    members.map((pair) => hashList(pair, salts.list)),
    salts.object,
  );
}

function hashList(hashes: readonly bigint[], salt: Uint8Array): bigint {
  const bytes = Buffer.alloc(hashes.length * 8);
  hashes.forEach((hash, index) => bytes.writeBigInt64LE(hash, index * 8));
  return digest(bytes, salt);
}

function hashNumber(value: Num): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(pythonHash(value));
  return digest(bytes, salts.number);
}

function digest(bytes: Uint8Array, salt: Uint8Array): bigint {
  return Buffer.from(blake2b(bytes, { dkLen: 8, salt })).readBigInt64LE();
}

function saltOf(constant: bigint): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64LE(constant);
  return bytes;
}

const bits = 61n;
const modulus = 2n ** bits - 1n;

/** CPython's hash of a number (Python/pyhash.c), but that -1 stays -1, as aim/storage/hashing/c_hash does it. */
function pythonHash(value: Num): bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) {
    const whole = BigInt(value);
    return whole < 0n ? -(-whole % modulus) : whole % modulus;
  }
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value > 0 ? 314159n : -314159n;
  const { fraction, exponent } = partsOf(Math.abs(value));
  const place = ((BigInt(exponent) % bits) + bits) % bits;
  const hash = ((fraction % modulus) << place) % modulus;
  return value < 0 ? -hash : hash;
}

/** A positive double as an integer times a power of two. */
function partsOf(value: number): { readonly fraction: bigint; readonly exponent: number } {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  const word = bytes.readBigUInt64BE();
  const raw = Number(word >> 52n);
  const fraction = word & (2n ** 52n - 1n);
  return raw === 0 ? { fraction, exponent: -1074 } : { fraction: fraction + 2n ** 52n, exponent: raw - 1075 };
}
