/** The word that a misspelt one most likely means; undefined where none is near. Case does not count. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const most = written.length <= 3 ? 1 : written.length <= 6 ? 2 : 3;
  let best: string | undefined;
  let least = most + 1;
  for (const word of words) {
    if (Math.abs(word.length - written.length) >= least) continue;
    const edits = editsBetween(written.toLowerCase(), word.toLowerCase());
    if (edits < least && edits < word.length) [best, least] = [word, edits];
  }
  return best;
}

/** Letters put in, left out, changed, or swapped with the next. */
function editsBetween(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_letter, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const changed = a[row - 1] === b[at - 1] ? 0 : 1;
      let edits = Math.min((old[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (old[at - 1] ?? 0) + changed);
      const swapped = row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1];
      if (swapped) edits = Math.min(edits, (older[at - 2] ?? 0) + 1);
      next.push(edits);
    }
    [older, old] = [old, next];
  }
  return old[b.length] ?? 0;
}
