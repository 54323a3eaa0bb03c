import type { Clause, Filter } from '../../contract/filter.ts';

export const always: Filter = { kind: 'and', filters: [] };
export const never: Filter = { kind: 'or', filters: [] };

export function isAlways(filter: Filter): boolean {
  return filter.kind === 'and' && filter.filters.length === 0;
}

export function isNever(filter: Filter): boolean {
  return filter.kind === 'or' && filter.filters.length === 0;
}

/** Replaces clauses. Parts that become true or false are folded. */
export function rewrite(filter: Filter, replace: (clause: Clause) => Filter): Filter {
  if (filter.kind === 'clause') return replace(filter);
  const parts = filter.filters.map((part) => rewrite(part, replace));
  return filter.kind === 'and' ? allOf(parts) : anyOf(parts);
}

export function allOf(parts: readonly Filter[]): Filter {
  if (parts.some(isNever)) return never;
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.filters : [part]));
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind: 'and', filters: flat };
}

export function anyOf(parts: readonly Filter[]): Filter {
  if (parts.some(isAlways)) return always;
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.filters : [part]));
  return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind: 'or', filters: flat };
}

/** The parts that must all hold. */
export function conjunctsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters : [filter];
}
