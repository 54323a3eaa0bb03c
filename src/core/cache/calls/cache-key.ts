import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../../contract/canonical-json.ts';

/** Raised whenever the contract's shapes change, so that no value of another shape is ever found. */
export const contractVersion = 7;

/** Everything kept of one source; of one run of it, where a run is named. */
export function sourcePrefix(source: string): string {
  return `${contractVersion}/${encodeURIComponent(source)}/`;
}

/** Subjects of keys: what belongs to one run can be dropped with it; lists may hold any run. */
export const listsSubject = '*';

export function subjectPrefix(source: string, subject: string): string {
  return `${sourcePrefix(source)}${subject === listsSubject ? subject : encodeURIComponent(subject)}/`;
}

/** The key of one answer: source, subject, the fingerprint of whose it is ('' for the gateway's own), what was asked. */
export function cacheKey(source: string, subject: string, whose: string, method: string, asked: unknown): string {
  const question = createHash('sha256')
    .update(canonicalJson([method, asked]))
    .digest('base64url')
    .slice(0, 27);
  return `${subjectPrefix(source, subject)}${whose}/${question}`;
}

/** A caller's credentials as a name that tells nothing of them, and is nobody else's; '' for the gateway's own. */
export type Fingerprint = (principal: string | null) => string;

/** `key` is shared by replicas, so that each finds what another kept for the same caller; without it none does. */
export function openFingerprint(key: string | Uint8Array = randomBytes(32)): Fingerprint {
  return (principal) => {
    if (principal === null) return '';
    return createHmac('sha256', key).update(`rungraph-caller-1\n${principal}`).digest('base64url').slice(0, 27);
  };
}
