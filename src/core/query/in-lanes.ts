/** How many items are worked on at a time. An item that waits holds no rows and no place at the tracker. */
const lanes = 25;

/** Works on every item, some at a time, in the order of the list. After a failure no further item is begun. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
