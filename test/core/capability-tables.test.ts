import { trackers } from '../../adapters/registry.ts';
import type { Field } from '../../src/contract/filter.ts';
import { supportOf } from '../../src/core/query/support.ts';
import { clause, metricField } from '../support/questions.ts';

// What only the gateway knows is pushed to no tracker: a table that named it by accident would lose runs.

const ours: readonly Field[] = [
  { kind: 'gpuHours' },
  { kind: 'cost' },
  { kind: 'energyKwh' },
  { kind: 'co2eKg' },
  { kind: 'parentRef' },
  { kind: 'namePart', key: 'model' },
];

test.each(trackers.map(({ kind, capabilities }) => ({ kind, capabilities })))(
  'the table of $kind',
  ({ capabilities }) => {
    for (const field of ours) {
      for (const operator of ['eq', 'ne', 'in', 'exists', 'missing'] as const) {
        const operands = operator === 'exists' || operator === 'missing' ? [] : ['1'];
        expect({ field, operator, support: supportOf(clause(field, operator, ...operands), capabilities) }).toEqual({
          field,
          operator,
          support: 'unsupported',
        });
      }
    }
    for (const operator of ['isNaN', 'notNaN'] as const) {
      expect(supportOf(clause(metricField('loss'), operator), capabilities)).toBe('unsupported');
      expect(supportOf(clause({ kind: 'durationMs' }, operator), capabilities)).toBe('unsupported');
    }
  },
);
