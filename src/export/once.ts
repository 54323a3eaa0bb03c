/** A reading of one piece. */
export async function* once<T>(item: T): AsyncGenerator<T> {
  yield await Promise.resolve(item);
}
