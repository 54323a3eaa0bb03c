/**
 * Fills `out`, whose length is even, with what xoshiro256** draws next (Blackman and Vigna, Scrambled linear pseudorandom
 * number generators, 2021), the high half of each 64 bits first, and moves the state on. Numbers of 64 bits are pairs of
 * words, since big integers would take a hundred times as long.
 */
export function fillWords(state: Int32Array, out: Uint32Array): void {
  // Integers from the start, so that nothing in the loop is converted.
  let h0 = (state[0] ?? 0) | 0;
  let l0 = (state[1] ?? 0) | 0;
  let h1 = (state[2] ?? 0) | 0;
  let l1 = (state[3] ?? 0) | 0;
  let h2 = (state[4] ?? 0) | 0;
  let l2 = (state[5] ?? 0) | 0;
  let h3 = (state[6] ?? 0) | 0;
  let l3 = (state[7] ?? 0) | 0;
  for (let at = 0; at < out.length; at += 2) {
    // rotl(s1 · 5, 7) · 9, where · 5 is x + (x << 2) and · 9 is x + (x << 3).
    const low5 = (l1 + (l1 << 2)) | 0;
    const high5 = (h1 + ((h1 << 2) | (l1 >>> 30)) + (low5 >>> 0 < l1 >>> 0 ? 1 : 0)) | 0;
    const highTurned = (high5 << 7) | (low5 >>> 25);
    const lowTurned = (low5 << 7) | (high5 >>> 25);
    const low9 = (lowTurned + (lowTurned << 3)) | 0;
    const carry = low9 >>> 0 < lowTurned >>> 0 ? 1 : 0;
    out[at] = (highTurned + ((highTurned << 3) | (lowTurned >>> 29)) + carry) | 0;
    out[at + 1] = low9;
    const highShifted = (h1 << 17) | (l1 >>> 15);
    const lowShifted = l1 << 17;
    h2 ^= h0;
    l2 ^= l0;
    h3 ^= h1;
    l3 ^= l1;
    h1 ^= h2;
    l1 ^= l2;
    h0 ^= h3;
    l0 ^= l3;
    h2 ^= highShifted;
    l2 ^= lowShifted;
    // rotl(s3, 45) is rotl by 13 with the halves changed.
    const high = h3;
    h3 = (l3 << 13) | (high >>> 19);
    l3 = (high << 13) | (l3 >>> 19);
  }
  state.set([h0, l0, h1, l1, h2, l2, h3, l3]);
}
