import { createHash } from 'node:crypto';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { Part, Run } from '../../contract/run.ts';

/** Tells whether a run is as it was when a plan was made: of all that a listing says of it. */
export function fingerprintOf(run: Run): string {
  const { name, status, startedAt, endedAt, user, notes, group, jobType, archived, parentId } = run;
  const part = <T>(list: Part<T>) => (isRungraphError(list) ? null : list);
  const facts = [
    [name, status, startedAt, endedAt, user, notes, group, jobType, archived, parentId],
    [part(run.tags), part(run.params), part(run.metrics)],
  ];
  return createHash('sha256').update(canonicalJson(facts)).digest('hex').slice(0, 16);
}
