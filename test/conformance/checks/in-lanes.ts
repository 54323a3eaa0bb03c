/**
 * Does something for each item, a few at a time, so that a real server with several workers is kept busy. Begins no more
 * once one failed, and throws what befell the first of those that did.
 */
export async function inLanes<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const waiting = [...items.entries()].reverse();
  const failures: { readonly index: number; readonly error: unknown }[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined && failures.length === 0; next = waiting.pop()) {
      const [index, item] = next;
      await work(item, index).catch((error: unknown) => void failures.push({ index, error }));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const [first] = failures.sort((a, b) => a.index - b.index);
  if (first !== undefined) throw first.error;
}

/** As many as a source has connections. */
const lanes = 4;
