import type { Random } from './random.ts';
import { partOf } from './random-text.ts';

/** A pattern of RE2 made from a text that occurs, so that it mostly has a match. */
export function randomPattern(random: Random, occurring: string): string {
  const literal = quote(partOf(random, occurring, 'anywhere'));
  return random.pick([
    literal,
    `^${quote(partOf(random, occurring, 'start'))}`,
    `${quote(partOf(random, occurring, 'end'))}$`,
    `^${quote(occurring)}$`,
    `^.${literal}`,
    `(?:${literal}|ada|dev)`,
    `[a-m]+${literal}`,
    `${literal}.*[0-9]`,
    `(${literal}){1,2}\\b`,
    `(?i)${literal}`,
    String.raw`^\p{Lu}`,
    String.raw`^[+-]?\d+(\.\d+)?$`,
    String.raw`\s|_|%`,
    '^$',
    '',
  ]);
}

function quote(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}
