import type { StringFilter } from '../oracle/question.ts';
import type { Random } from './random.ts';
import { equality, existence } from './random-operators.ts';
import { randomPattern } from './random-pattern.ts';
import { partOf, swapCase } from './random-text.ts';

type TextSearchOperators = Pick<StringFilter, 'contains' | 'startsWith' | 'endsWith' | 'matches'>;

/** One or two operators over texts, all of which must hold. */
export function textual(random: Random, occurring: () => string): StringFilter {
  if (random.chance(0.12)) return existence(random);
  const ignoreCase = random.chance(0.3);
  const operand = (): string => changeCase(random, ignoreCase, occurring());
  return {
    ...(random.chance(0.5) ? equality(random, operand) : textSearch(random, operand())),
    ...(random.chance(0.2) ? textSearch(random, operand()) : {}),
    ...(ignoreCase || random.chance(0.1) ? { ignoreCase } : {}),
  };
}

/** One of the operators that look into a text, made from a text that occurs. */
export function textSearch(random: Random, occurring: string): TextSearchOperators {
  const wild = (part: string): string => (random.chance(0.9) ? part : withWildcard(random, part));
  return random.pick<TextSearchOperators>([
    { contains: wild(partOf(random, occurring, 'anywhere')) },
    { startsWith: wild(partOf(random, occurring, 'start')) },
    { endsWith: wild(partOf(random, occurring, 'end')) },
    { matches: randomPattern(random, occurring) },
  ]);
}

/** Where case is to be ignored, mostly an operand in another case; else mostly the operand itself. */
export function changeCase(random: Random, ignoreCase: boolean, operand: string): string {
  return random.chance(ignoreCase ? 0.7 : 0.05) ? swapCase(operand) : operand;
}

/** What a query language may take for any character, or any text, is here just itself. */
function withWildcard(random: Random, part: string): string {
  return random.pick(['_', '%', '*', '?']) + Array.from(part).slice(1).join('');
}
