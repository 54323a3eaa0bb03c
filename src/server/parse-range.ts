import type { WantedRange } from '../contract/artifacts.ts';

/**
 * One range of bytes of a Range header (RFC 9110, 14.1). Null for none, for several and for other units and shapes: a
 * server may answer those with the whole.
 */
export function parseRange(header: string | undefined): WantedRange | null {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '');
  if (match === null) return null;
  const [from = '', to = ''] = match.slice(1);
  if (from === '') return to === '' || Number(to) === 0 ? null : { last: Number(to) };
  if (to !== '' && Number(to) < Number(from)) return null;
  return { from: Number(from), to: to === '' ? null : Number(to) };
}
