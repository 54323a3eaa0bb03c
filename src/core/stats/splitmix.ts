const mask = (1n << 64n) - 1n;

/** One step of splitmix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014). */
function splitmix64(state: bigint): readonly [next: bigint, drawn: bigint] {
  const next = (state + 0x9e3779b97f4a7c15n) & mask;
  let mixed = ((next ^ (next >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
  mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask;
  return [next, mixed ^ (mixed >> 31n)];
}

/**
 * The state that a stream starts from: eight words of 32 bits, each number of 64 with its high half first. The UTF-8 bytes
 * of the names as a JSON list are mixed into the seed, eight at a time, the first the lowest.
 */
export function seedWords(seed: number, names: readonly string[]): Int32Array {
  let mixed = BigInt.asUintN(64, BigInt(seed));
  const bytes = new TextEncoder().encode(JSON.stringify(names));
  for (let at = 0; at < bytes.length; at += 8) {
    const chunk = bytes.subarray(at, at + 8).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    [, mixed] = splitmix64(mixed ^ chunk);
  }
  const words = new Int32Array(8);
  for (let at = 0; at < 8; at += 2) {
    const [next, drawn] = splitmix64(mixed);
    mixed = next;
    words[at] = Number(drawn >> 32n);
    words[at + 1] = Number(drawn & 0xffffffffn);
  }
  return words;
}
