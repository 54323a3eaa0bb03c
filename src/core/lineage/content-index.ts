import { LRUCache } from 'lru-cache';
import type { Artifact, Digest } from '../../contract/artifacts.ts';
import type { Source } from '../sources/source.ts';
import { canonicalUri } from './canonical-uri.ts';

/** An artifact of a source, by native id. */
export interface Holder {
  readonly source: string;
  readonly nativeId: string;
}

/**
 * Which artifacts hold the same content, built from what was read. It forgets what was not seen for long; what it knows
 * is true of the time when it was seen. Sources that are read with callers' own credentials are left out.
 */
export interface ContentIndex {
  note(source: Source, artifacts: readonly Artifact[]): void;
  /** Every artifact seen with this content, the one that it is asked for too. */
  holders(content: Content): readonly Holder[];
}

/** What tells content apart: a digest, or where there is none the place that it lies at. */
export interface Content {
  readonly key: string;
  /** For people. */
  readonly evidence: string;
  /** Null where the place alone is known. */
  readonly digest: Digest | null;
}

/** Null for an artifact that tells neither. Digests of different algorithms are never equal. */
export function contentOf({ digest, uri }: Artifact): Content | null {
  if (digest !== null) {
    const evidence = `equal digest ${digest.algorithm}:${digest.value}`;
    return { key: `digest\n${digest.algorithm}\n${digest.value}`, evidence, digest };
  }
  const place = uri === null ? undefined : canonicalUri(uri);
  return place === undefined ? null : { key: `uri\n${place}`, evidence: `equal URI ${place}`, digest: null };
}

/** How many contents are remembered, and how many artifacts of each. */
const mostContents = 50_000;
const mostHolders = 100;

export function openContentIndex(): ContentIndex {
  const known = new LRUCache<string, Map<string, Holder>>({ max: mostContents });
  return {
    note(source, artifacts) {
      // What one caller may see, another may not.
      if (source.callerHeader !== undefined) return;
      for (const artifact of artifacts) {
        const content = contentOf(artifact);
        if (content === null) continue;
        const holders = known.get(content.key) ?? new Map<string, Holder>();
        const holder: Holder = { source: source.id, nativeId: artifact.nativeId };
        if (holders.size < mostHolders) holders.set(`${holder.source}\n${holder.nativeId}`, holder);
        known.set(content.key, holders);
      }
    },
    holders: ({ key }) => [...(known.get(key)?.values() ?? [])],
  };
}
