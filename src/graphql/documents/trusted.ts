import { createHash } from 'node:crypto';

/** Documents that the keepers of a gateway have looked at. */
export interface TrustedDocuments {
  /** `enforce` refuses every other document; `report` tells the log of them. */
  readonly mode: 'enforce' | 'report';
  /** The text that goes by this hash. */
  find(hash: string): string | undefined;
  /** Whether a text is one of them. */
  has(text: string): boolean;
}

/** By the hash that clients send, which a manifest may name, and by the SHA-256 of the text, in hexadecimal digits. */
export function openTrusted(
  mode: TrustedDocuments['mode'],
  documents: readonly { readonly hash?: string | undefined; readonly text: string }[],
): TrustedDocuments {
  const byHash = new Map(
    documents.flatMap(({ hash, text }) => [
      [hashOf(text), text] as const,
      ...(hash === undefined ? [] : [[hash, text] as const]),
    ]),
  );
  const texts = new Set(byHash.values());
  return { mode, find: (hash) => byHash.get(hash), has: (text) => texts.has(text) };
}

/** The hash of a text, as clients compute it for persisted queries. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
