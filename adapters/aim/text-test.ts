import type { Clause } from '../../src/contract/filter.ts';
import { toLiteral } from './to-literal.ts';

/** A test of `name`, an expression that is text wherever this is evaluated. */
export function textTest(name: string, { operator, operands, ignoreCase }: Clause): string {
  const text = ignoreCase ? `${name}.lower()` : name;
  const literals = operands.map((operand) => {
    const written = String(operand);
    return toLiteral(ignoreCase ? written.toLowerCase() : written);
  });
  const literal = literals[0] ?? '""';
  switch (operator) {
    case 'ne':
      return `${text} != ${literal}`;
    case 'in':
      return `${text} in [${literals.join(', ')}]`;
    case 'notIn':
      return `${text} not in [${literals.join(', ')}]`;
    case 'contains':
      return `${literal} in ${text}`;
    case 'notContains':
      return `${literal} not in ${text}`;
    case 'startsWith':
      return `${text}.startswith(${literal})`;
    case 'notStartsWith':
      return `not ${text}.startswith(${literal})`;
    case 'endsWith':
      return `${text}.endswith(${literal})`;
    case 'notEndsWith':
      return `not ${text}.endswith(${literal})`;
    default:
      return `${text} == ${literal}`;
  }
}
