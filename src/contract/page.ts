export interface PageRequest {
  readonly limit: number;
  /** `next` of an earlier page; null for the first. */
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page starts; null after the last item. */
  readonly next: string | null;
}
