import { createHash } from 'node:crypto';

const mostLetters = 80;

/** A name for a folder or file that every file system takes, and that no other text gets. */
export function placeName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}_-]/gu, '_').normalize('NFC');
  if (plain === text && text.length <= mostLetters && text !== '' && text === text.toLowerCase()) return text;
  const short = Array.from(plain).slice(0, mostLetters).join('');
  return `${short}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}
