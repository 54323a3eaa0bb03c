/** Files of one entry as a tree, by the path they are shown at. */
export type Tree<T> = ReadonlyMap<string, T>;

/**
 * Files lie at the paths of their attributes. Those may be what no path of a file is: absolute, with `..`, or a file and a
 * folder at once. Such ones are spelt with `_`.
 */
export function treeOf<T>(files: readonly T[], attributeOf: (file: T) => string): Tree<T> {
  const named = files.map((entry) => ({ entry, attribute: attributeOf(entry) }));
  named.sort(({ attribute: a }, { attribute: b }) => (a < b ? -1 : a > b ? 1 : 0));
  const placed = named.map(({ entry, attribute }) => ({ entry, path: shownPath(attribute) }));
  const folders = new Set(placed.flatMap(({ path }) => foldersOf(path)));
  const tree = new Map<string, T>();
  for (const { entry, path } of placed) {
    let free = path;
    while (tree.has(free) || folders.has(free)) free += '_';
    tree.set(free, entry);
  }
  return tree;
}

function shownPath(attribute: string): string {
  const parts = attribute.split('/').filter((part) => part !== '');
  return parts.map(cleaned).join('/') || '_';
}

/** Dots and slashes may come in disguise, which a gateway that decodes once more would see through. */
function cleaned(part: string): string {
  const plain = part.replace(/[\\\0]/g, '_').replace(/%(?=(25)*(2e|2f|5c))/gi, '_');
  return /^\.{1,2}$/.test(plain) ? plain.replaceAll('.', '_') : plain;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'));
}
