import type { MetricContext } from '../../contract/value.ts';

/** Another name of a key: in every source, or in one. Of a metric it may be the series of one context alone. */
export type KeyAlias =
  string | { readonly source?: string | undefined; readonly key: string; readonly context?: MetricContext | undefined };

/** Keys that mean the same, by the one that answers bear; their other names in the order in which they count. */
export interface AliasSettings {
  readonly params: Readonly<Record<string, readonly KeyAlias[]>>;
  readonly metrics: Readonly<Record<string, readonly KeyAlias[]>>;
  readonly tags: Readonly<Record<string, readonly KeyAlias[]>>;
}

export const noAliases: AliasSettings = { params: {}, metrics: {}, tags: {} };
