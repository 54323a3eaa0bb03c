import type { Capabilities, ClauseRule } from '../../src/contract/capabilities.ts';
import type { Clause } from '../../src/contract/filter.ts';
import { toNativeFilter } from './to-native-filter.ts';

// FastTrackML reads a filter by two regular expressions, which know fewer forms than MLflow's grammar
// (pkg/api/mlflow/services/run/service.go of its repository, read 2026-11).

const condition = /^(?:\w+\.)?(`[^`]+`|[\w.]+)\s+(?:<|<=|>|>=|=|!=|I?LIKE)\s+("[^"]+"|'[^']+'|[\w.]+)$/;

/**
 * Params may be typed there, and filters see only those that are text; names are looked for in a tag that need not be
 * there. Asking would lose runs.
 */
const notAsked = ['param', 'name'];

/** A metric may have several contexts there, and any one matches; a run that goes on has the end time 0. */
const inexactThere = ['metric', 'endedAt'];

/** What FastTrackML does of MLflow's table. Missing values and NaN sort as its database likes. */
export function narrowToFastTrackMl({ artifacts: _none, edges: _noneEither, ...table }: Capabilities): Capabilities {
  return {
    ...table,
    // The contexts of metrics are asked for series by series.
    listing: { always: ['params', 'tags'] },
    clauses: table.clauses.flatMap(narrowRule),
    sorts: [{ fields: ['startedAt', 'status'] }],
  };
}

function narrowRule(rule: ClauseRule): readonly ClauseRule[] {
  // Metrics have contexts there.
  if (rule.support === 'absent') return rule.fields.includes('metric') ? [] : [rule];
  const fields = rule.fields.filter((field) => !notAsked.includes(field));
  if (fields.length === 0) return [];
  const { when } = rule;
  const support = fields.some((field) => inexactThere.includes(field)) ? 'inexact' : rule.support;
  const says = [when?.says, 'FastTrackML can read it'].filter((text) => text !== undefined).join(', and ');
  return [
    { ...rule, fields, support, when: { says, holds: (clause) => (when?.holds(clause) ?? true) && canRead(clause) } },
  ];
}

/** It splits at every AND, in text too, and strips quotes of all kinds from both ends of keys and text. */
function canRead(clause: Clause): boolean {
  const native = toNativeFilter(clause);
  const parts = clause.field.kind === 'status' ? native.split(' AND ') : [native];
  return parts.every((part) => {
    const match = condition.exec(part);
    if (match === null || /\sand\s/i.test(part)) return false;
    return [match[1], match[2]].every((token = '') => !/^["'`]{2}|["'`]{2}$/.test(token));
  });
}
