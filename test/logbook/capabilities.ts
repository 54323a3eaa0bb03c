import type { Capabilities, Condition } from '../../src/contract/capabilities.ts';
import type { Clause } from '../../src/contract/filter.ts';
import { stateOf } from './states.ts';

const knownStates: Condition<Clause> = {
  says: 'the tracker has a word for every status that is asked for',
  holds: ({ operands }) => operands.every((status) => stateOf(status) !== undefined),
};

const plainText: Condition<Clause> = {
  says: 'the text is ASCII, which every server lowers alike',
  holds: ({ operands }) => operands.every((text) => /^\p{ASCII}*$/u.test(String(text))),
};

export const logbookCapabilities: Capabilities = {
  clauses: [
    { fields: ['notes', 'group', 'jobType', 'parent'], support: 'absent' },
    { fields: ['status'], operators: ['eq', 'in'], when: knownStates, support: 'exact' },
    // The server looks for text anywhere in a title, whatever its case: it finds too much, and never too little.
    {
      fields: ['name'],
      operators: ['eq', 'contains', 'startsWith', 'endsWith'],
      when: plainText,
      support: 'inexact',
    },
  ],
  or: false,
  sorts: [{ fields: ['startedAt'], when: { says: 'newest first', holds: ({ descending }) => descending } }],
  ties: 'total',
  // No summary of a metric is told: the gateway computes what is asked for from the series.
  summaries: [],
  listing: { always: ['params', 'metrics', 'tags'] },
  limits: { clauses: 10, pageRuns: 500 },
};
