/** Keeps pieces of a reading until they are read again, once, in their order. What is too much for memory lies elsewhere. */
export interface ChunkStore<T> {
  /** @param values How many values the piece holds, about. */
  add(chunk: T, values: number): Promise<void>;
  read(): AsyncIterable<T>;
  readonly close: () => Promise<void>;
}

/** @template T Holds plain values, arrays and maps. */
export type OpenStore = <T>() => ChunkStore<T>;
