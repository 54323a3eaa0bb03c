import type { Field } from '../../contract/filter.ts';
import { readSubject } from './read-subject.ts';
import { readSyntax } from './read-syntax.ts';
import { WhereError } from './where-error.ts';

/** One value of runs as the language names it, such as `params.lr` or `max(metrics.acc)`. @throws WhereError. */
export function readValue(text: string): Field {
  const node = readSyntax(`${text} is missing`);
  if (node?.kind !== 'clause')
    throw new WhereError('This is no value of runs.', text, { offset: 0, length: text.length });
  return readSubject(node.subject, (spot, why) => {
    throw new WhereError(why, text, spot);
  }).field;
}
