import type { Clause, Filter } from '../../contract/filter.ts';
import type { Value } from '../../contract/value.ts';
import { compileTest } from './evaluate.ts';
import { always, never, rewrite } from './simplify.ts';

/**
 * A filter as one source sees it: what it says of sources is true or false there, and a reference to a parent is the
 * native id that the tracker knows.
 */
export function filterAtSource(filter: Filter, source: string): Filter {
  return rewrite(filter, (clause) => {
    if (clause.field.kind === 'source') return compileTest(clause)({ value: source, text: null }) ? always : never;
    return clause.field.kind === 'parentRef' ? filterParent(clause, source) : clause;
  });
}

/** References of other sources fit no run here. Tests of their text stay as they are, for the gateway to make. */
function filterParent(clause: Clause, source: string): Filter {
  const native: Clause = { ...clause, field: { kind: 'parent' } };
  if (clause.operator === 'exists' || clause.operator === 'missing') return native;
  if (clause.ignoreCase) return clause;
  const operands = clause.operands.flatMap((ref) => nativeId(ref, source));
  switch (clause.operator) {
    case 'eq':
      return operands.length === 0 ? never : { ...native, operands };
    case 'in':
      return operands.length === 0 ? never : { ...native, operands };
    case 'ne':
      return operands.length === 0 ? { ...native, operator: 'exists', operands: [] } : { ...native, operands };
    case 'notIn':
      return { ...native, operands };
    default:
      return clause;
  }
}

function nativeId(ref: Value, source: string): readonly string[] {
  return typeof ref === 'string' && ref.startsWith(`${source}/`) ? [ref.slice(source.length + 1)] : [];
}
