const slots = 4096;
const mostBytes = 32;

/**
 * Reads text. The keys of a stream are few and come over and over: short texts are looked up by their bytes, which is
 * several times quicker than decoding them again.
 */
export interface ShortTexts {
  read(bytes: Buffer, start: number, end: number): string;
}

interface Known {
  readonly bytes: Uint8Array;
  readonly text: string;
}

export function openShortTexts(): ShortTexts {
  const known: (Known | undefined)[] = Array.from({ length: slots });

  return {
    read(bytes, start, end) {
      const length = end - start;
      if (length > mostBytes) return bytes.toString('utf8', start, end);
      let hash = length;
      for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
      const slot = hash & (slots - 1);
      const found = known[slot];
      if (found !== undefined && isSame(found.bytes, bytes, start, length)) return found.text;
      const text = bytes.toString('utf8', start, end);
      known[slot] = { bytes: new Uint8Array(bytes.subarray(start, end)), text };
      return text;
    },
  };
}

function isSame(known: Uint8Array, bytes: Buffer, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (known[at] !== bytes[start + at]) return false;
  return true;
}
