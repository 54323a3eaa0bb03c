/** Whether If-None-Match names this entity tag, by weak comparison as RFC 9110 asks for. */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const plain = (tag: string): string => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => plain(tag) === plain(etag));
}
