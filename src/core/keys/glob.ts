/**
 * Whether a text fits a pattern as a whole: `*` is any text, everything else itself. In time that grows with the product of
 * both, whatever the pattern.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let at = 0;
  let wanted = 0;
  let star = -1;
  let taken = 0;
  while (at < text.length) {
    if (pattern[wanted] === '*') {
      star = wanted;
      taken = at;
      wanted += 1;
    } else if (wanted < pattern.length && pattern[wanted] === text[at]) {
      at += 1;
      wanted += 1;
    } else if (star >= 0) {
      // The last star takes one character more: an earlier one could not do better.
      taken += 1;
      at = taken;
      wanted = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(wanted));
}
