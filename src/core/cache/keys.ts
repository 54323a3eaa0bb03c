import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../contract/canonical-json.ts';

/** Raised whenever the contract's shapes change, so that no value of another shape is ever found. */
const contractVersion = 2;

/** Everything kept of one source; of one run of it, where a run is named. */
export function sourcePrefix(source: string): string {
  return `${contractVersion}/${encodeURIComponent(source)}/`;
}

/** Subjects of keys: what belongs to one run can be dropped with it; lists may hold any run. */
export const listsSubject = '*';

export function subjectPrefix(source: string, subject: string): string {
  return `${sourcePrefix(source)}${subject === listsSubject ? subject : encodeURIComponent(subject)}/`;
}

/** What stands for a source's list of projects. */
export function projectsKey(source: string): string {
  return `${subjectPrefix(source, listsSubject)}projects`;
}

/** The key of one answer: source, subject, whose it is, what was asked. */
export function cacheKey(
  source: string,
  subject: string,
  principal: string | null,
  method: string,
  asked: unknown,
): string {
  const whose = principal === null ? '' : fingerprintOf(principal);
  const question = createHash('sha256')
    .update(canonicalJson([method, asked]))
    .digest('base64url')
    .slice(0, 27);
  return `${subjectPrefix(source, subject)}${whose}/${question}`;
}

const secret = randomBytes(32);

/** A caller's credentials as a name that tells nothing of them, and is nobody else's. */
function fingerprintOf(principal: string): string {
  return createHmac('sha256', secret).update(principal).digest('base64url').slice(0, 27);
}
