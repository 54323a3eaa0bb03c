const sameStores: Readonly<Record<string, string>> = { s3a: 's3', s3n: 's3', wasb: 'abfs', wasbs: 'abfss' };

/**
 * One spelling of a URI, for comparing places: scheme and host in lower case, one name for each store, no fragment, no
 * slash at the end. Undefined for what names a place only to one machine: files, and what is no URI.
 */
export function canonicalUri(text: string): string | undefined {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]+)([^?#]*)(\?[^#]*)?/.exec(text);
  if (match === null) return undefined;
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  const store = scheme.toLowerCase();
  if (store === 'file' || authority.includes('@')) return undefined;
  return `${sameStores[store] ?? store}://${authority.toLowerCase()}${path.replace(/\/+$/, '')}${query}`;
}
