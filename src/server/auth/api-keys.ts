import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { rightsOf } from '../../core/access/rights.ts';
import type { ApiKey } from './auth-options.ts';
import type { Caller } from './caller.ts';

/** Begins every key, so that people and scanners for leaked secrets know one when they see it. */
const prefix = 'rg_';

/** A new key of 256 random bits, and its hash for the config. The key itself is kept nowhere. */
export function createKey(): { readonly key: string; readonly hash: string } {
  const key = prefix + randomBytes(32).toString('base64url');
  return { key, hash: `sha256:${sha256(key).toString('hex')}` };
}

/** Whether a credential claims to be a key of this gateway. */
export function looksLikeKey(credential: string): boolean {
  return credential.startsWith(prefix);
}

/** Finds who holds a key. */
export type FindKey = (credential: string) => Caller | undefined;

/**
 * SHA-256 is enough for 256 random bits: nobody guesses them, however quick the hash is. Every key is compared, each in
 * constant time, so that the time tells neither how much of a guess was right nor which key it is.
 */
export function openKeys(keys: readonly ApiKey[]): FindKey {
  const known = keys.map(({ id, hash, scopes }) => {
    const caller: Caller = { name: `key ${id}`, rights: rightsOf(scopes), known: true, local: false };
    return { caller, hash: Buffer.from(hash.replace(/^sha256:/, ''), 'hex') };
  });
  return (credential) => {
    const sent = sha256(credential);
    let found: Caller | undefined;
    for (const { caller, hash } of known) if (timingSafeEqual(hash, sent)) found = caller;
    return found;
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
