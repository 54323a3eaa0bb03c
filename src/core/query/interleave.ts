import type { RowStream } from './stream.ts';

/** How many streams are read at a time. */
const lanes = 25;

/**
 * One stream out of several, in no order. Any stream that has a row gives it, so that a slow stream holds up no other.
 */
export function interleaveStreams(streams: readonly RowStream[]): RowStream {
  let left: readonly RowStream[] = streams;
  let current: RowStream | undefined;
  const filling = new Map<RowStream, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  function choose(): RowStream | undefined {
    if (current?.peek() !== undefined) return current;
    left = left.filter((stream) => filling.has(stream) || stream.peek() !== undefined || !stream.ended());
    current = left.find((stream) => stream.peek() !== undefined);
    return current;
  }

  function start(stream: RowStream): void {
    const filled = stream
      .fill()
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => filling.delete(stream));
    filling.set(stream, filled);
  }

  return {
    peek: () => choose()?.peek(),
    take: () => choose()?.take(),
    async fill() {
      while (choose() === undefined && left.length > 0) {
        for (const stream of left.slice(0, lanes)) if (!filling.has(stream) && !stream.ended()) start(stream);
        await Promise.race(filling.values());
        if (failure !== undefined) throw failure.error;
      }
    },
    ended: () => choose() === undefined && left.length === 0,
  };
}
