const mostBytes = 255;

/** A part of a path that is no way elsewhere (`.`, `..`, nothing), and that file systems take: cut by whole code points. */
export function fitPart(part: string): string {
  if (/^\.{0,2}$/.test(part)) return '_'.repeat(part.length || 1);
  let fitting = part;
  while (Buffer.byteLength(fitting) > mostBytes) fitting = Array.from(fitting).slice(0, -1).join('');
  return fitting;
}
