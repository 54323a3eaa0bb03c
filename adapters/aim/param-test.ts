import type { Clause, Operator } from '../../src/contract/filter.ts';
import type { Value } from '../../src/contract/value.ts';
import { textTest } from './text-test.ts';
import { toLiteral } from './to-literal.ts';

/** How a number or a boolean may look as text, in part. */
const scalarLetters = /^[0-9.+\-INaefilnrstuy]*$/;
const scalarLettersAnyCase = /^[0-9.+\-aefilnrstuy]*$/i;

/** Whether a number or a boolean may be what this text asks for, because its own text is compared. */
export function mayMeanScalar(text: Value, { operator, ignoreCase }: Pick<Clause, 'operator' | 'ignoreCase'>): boolean {
  const written = String(text);
  if (['eq', 'in'].includes(operator) && !ignoreCase) {
    return /^-?\d|^(?:true|false|NaN|-?Infinity)$/.test(written);
  }
  return (ignoreCase ? scalarLettersAnyCase : scalarLetters).test(written);
}

const orderings: Readonly<Partial<Record<Operator, string>>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/**
 * A test of one param, `name` being where it lies. A param that a run lacks is a proxy that equals None, and no
 * comparison of it raises; only `same_type` tells it from a param whose value is None.
 */
export function paramTest(name: string, clause: Clause): string {
  const { operator, operands } = clause;
  const operand = operands[0] ?? null;
  switch (operator) {
    case 'exists':
      return `${name} != None or same_type(${name}, None)`;
    case 'missing':
      return `${name} == None and not same_type(${name}, None) or same_type(${name}, {}) or same_type(${name}, [])`;
    case 'in':
      return `${name} in [${operands.map((text) => toLiteral(String(text))).join(', ')}]`;
    default:
  }
  if (typeof operand === 'boolean') {
    const asText = `isinstance(${name}, str) and str(${name}).lower() == ${toLiteral(String(operand))}`;
    return `isinstance(${name}, bool) and ${name} == ${toLiteral(operand)} or ${asText}`;
  }
  if (typeof operand === 'number' || typeof operand === 'bigint') {
    // Text may spell a number, which is for the gateway to find out.
    const compared = `${name} ${orderings[operator] ?? '=='} ${toLiteral(operand)}`;
    return `isinstance(${name}, str) or isinstance(${name}, (int, float)) and ${compared}`;
  }
  const asText = `isinstance(${name}, str) and ${textTest(`str(${name})`, clause)}`;
  return mayMeanScalar(operand, clause) ? `${asText} or isinstance(${name}, (int, float))` : asText;
}
