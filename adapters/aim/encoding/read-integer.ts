/** int64 from two halves: a number where it is exact, else a bigint. */
function combine(high: number, low: number): number | bigint {
  const number = high * 0x1_0000_0000 + low;
  return Number.isSafeInteger(number) ? number : (BigInt(high) << 32n) + BigInt(low);
}

export function readInt64LE(bytes: Buffer, at: number): number | bigint {
  return combine(bytes.readInt32LE(at + 4), bytes.readUInt32LE(at));
}

export function readInt64BE(bytes: Buffer, at: number): number | bigint {
  return combine(bytes.readInt32BE(at), bytes.readUInt32BE(at + 4));
}
