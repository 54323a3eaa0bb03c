/** Cuts a list into as few parts as the limit allows, all of about the same size. */
export function chunkEvenly<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const parts = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_part, index) => items.slice(index * size, (index + 1) * size));
}
