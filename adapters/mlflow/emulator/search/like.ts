/**
 * SQLite's LIKE as MLflow sets it up: case counts, % is any text and _ any one character, and nothing escapes them.
 * ILIKE lowers both sides first, ASCII letters only.
 */
export function likeMatcher(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  const wanted = Array.from(ignoreCase ? lowerAscii(pattern) : pattern);
  return (text) => matches(Array.from(ignoreCase ? lowerAscii(text) : text), wanted);
}

/** After a mismatch the last % takes one character more: no other can do better. */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let wanted = 0;
  let percent = -1;
  let taken = 0;
  while (at < text.length) {
    if (pattern[wanted] === '%') {
      percent = wanted;
      taken = at;
      wanted += 1;
    } else if (wanted < pattern.length && (pattern[wanted] === '_' || pattern[wanted] === text[at])) {
      at += 1;
      wanted += 1;
    } else {
      if (percent < 0) return false;
      taken += 1;
      at = taken;
      wanted = percent + 1;
    }
  }
  return pattern.slice(wanted).every((rest) => rest === '%');
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
