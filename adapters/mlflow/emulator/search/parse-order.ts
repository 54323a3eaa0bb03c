import { internal, invalid } from '../fault.ts';
import type { Grammar, Identifier } from './grammar.ts';
import { group } from './group.ts';
import { lex } from './lex.ts';
import { shellWords } from './shell-words.ts';

export interface OrderKey extends Identifier {
  readonly descending: boolean;
}

/** One item of order_by: an identifier and at most one word after it, without a blank around them. */
export function parseOrder(item: string, grammar: Grammar): OrderKey {
  const tokens = group(lex(item));
  if (tokens.length !== 1 || tokens[0]?.kind !== 'identifier') throw unparsed(item);
  const words = shellWords(item.replaceAll('`', '"'));
  if (words === undefined) throw internal('No closing quotation');
  if (words.length > 2) throw unparsed(item);
  const [identifier = '', direction] = words;
  if (direction !== undefined && !/^(?:asc|desc)$/i.test(direction)) {
    throw invalid(`Invalid ordering key in order_by clause '${item}'.`);
  }
  const text = direction === undefined ? item : identifier;
  return { ...grammar.identifier(text.trim(), 'order'), descending: direction?.toLowerCase() === 'desc' };
}

function unparsed(item: string): Error {
  return invalid(`Invalid order_by clause '${item}'. Could not be parsed.`);
}
