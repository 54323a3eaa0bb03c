import type { Operators } from '../oracle/question.ts';
import type { Random } from './random.ts';

type EqualityOperators<T> = Pick<Operators<T>, 'eq' | 'ne' | 'in'>;
type OrderOperators<T> = Pick<Operators<T>, 'lt' | 'lte' | 'gt' | 'gte'>;
type NumericOperators<T> = EqualityOperators<T> & OrderOperators<T> & Pick<Operators<T>, 'exists'>;

/** `eq`, `ne` or `in` with operands drawn anew. */
export function equality<T>(random: Random, operand: () => T): EqualityOperators<T> {
  const operands = (): readonly T[] => Array.from({ length: random.integer(1, 4) }, operand);
  return random.pick<() => EqualityOperators<T>>([
    () => ({ eq: operand() }),
    () => ({ ne: operand() }),
    () => ({ in: random.chance(0.97) ? operands() : [] }),
  ])();
}

/** One of the operators that ask for less or more. */
export function ordering<T>(random: Random, operand: () => T): OrderOperators<T> {
  return random.pick<OrderOperators<T>>([{ lt: operand() }, { lte: operand() }, { gt: operand() }, { gte: operand() }]);
}

export function existence(random: Random): { readonly exists: boolean } {
  return { exists: random.chance(0.6) };
}

/** The operators of `numeric`, or whether there is a NaN. */
export function numericOrNaN<T>(random: Random, operand: () => T): NumericOperators<T> & Pick<Operators<T>, 'isNaN'> {
  return random.chance(0.1) ? { isNaN: random.chance(0.6) } : numeric(random, operand);
}

/** One or two operators over numbers or instants, all of which must hold. */
export function numeric<T>(random: Random, operand: () => T): NumericOperators<T> {
  if (random.chance(0.12)) return existence(random);
  if (random.chance(0.4)) return equality(random, operand);
  return { ...ordering(random, operand), ...(random.chance(0.3) ? ordering(random, operand) : {}) };
}
