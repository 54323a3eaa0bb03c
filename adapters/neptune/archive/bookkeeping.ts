/** What the tracker itself writes, and what moves note. It is not listed as params but told under `native`. */
export function isBookkeeping(path: string): boolean {
  return path.startsWith('sys/') || path.startsWith('source_code/') || path.startsWith('rungraph/');
}
