import type { Capabilities, OperandKind, Support } from '../../contract/capabilities.ts';
import type { Clause, SortKey } from '../../contract/filter.ts';
import type { SortRule } from '../../contract/capabilities.ts';
import type { Value } from '../../contract/value.ts';

/** How well a source evaluates a clause: by the first rule of its table that fits. */
export function supportOf(clause: Clause, capabilities: Capabilities): Support | 'unsupported' {
  const rule = capabilities.clauses.find(
    ({ fields, operators, operands, when }) =>
      fields.includes(clause.field.kind) &&
      (operators === undefined || operators.includes(clause.operator)) &&
      (operands === undefined || clause.operands.every((operand) => operands.includes(kindOf(operand)))) &&
      (when === undefined || when.holds(clause)),
  );
  return rule?.support ?? 'unsupported';
}

export function sortRuleOf(key: SortKey, capabilities: Capabilities): SortRule | undefined {
  return capabilities.sorts.find(
    ({ fields, when }) => fields.includes(key.field.kind) && (when === undefined || when.holds(key)),
  );
}

/** Whether no run of the source has a value for this key. The key then orders nothing. */
export function sortsNothing(key: SortKey, capabilities: Capabilities): boolean {
  const exists: Clause = { kind: 'clause', field: key.field, operator: 'exists', operands: [], ignoreCase: false };
  return key.field.kind === 'source' || supportOf(exists, capabilities) === 'absent';
}

function kindOf(value: Value): OperandKind {
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : 'list';
}
