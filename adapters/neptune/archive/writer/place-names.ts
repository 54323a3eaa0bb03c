import { blake2b } from '@noble/hashes/blake2.js';

/** With the ending of a part, every file system takes so many bytes. */
const mostBytes = 200;

/**
 * A name for a folder or file that every file system takes, and that no other text gets. It is the exporter's own
 * (`sanitize_path_part` of neptune-exporter), whose loader looks for files in a folder of that name. Where that is longer
 * than file systems take, its readable part is cut.
 */
export function placeName(text: string): string {
  const digest = Buffer.from(blake2b(Buffer.from(text), { dkLen: 8 })).toString('hex');
  let plain = '';
  let bytes = 0;
  for (const letter of text.replace(/[^\p{L}\p{N}_-]/gu, '_')) {
    bytes += Buffer.byteLength(letter);
    if (bytes > mostBytes) break;
    plain += letter;
  }
  return `${plain}-${digest}`;
}
