import type { Random } from './random.ts';

/** A text like one that occurs: mostly itself, else in another case, a little longer or shorter, or a decimal's twin. */
export function textLike(random: Random, occurring: string): string {
  if (random.chance(0.7)) return occurring;
  return random.pick([
    occurring.toUpperCase(),
    occurring.toLowerCase(),
    `${occurring} `,
    `${occurring}0`,
    Array.from(occurring).slice(1).join(''),
    '',
  ]);
}

/** A part of a text, cut between code points. */
export function partOf(random: Random, text: string, where: 'start' | 'end' | 'anywhere'): string {
  const characters = Array.from(text);
  const length = random.integer(Math.min(1, characters.length), Math.min(6, characters.length));
  const greatest = characters.length - length;
  const from = { start: 0, end: greatest, anywhere: random.integer(0, greatest) }[where];
  return characters.slice(from, from + length).join('');
}

/** The same text with the case of every character turned round, where it has one. */
export function swapCase(text: string): string {
  return Array.from(text, (character) =>
    character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase(),
  ).join('');
}
