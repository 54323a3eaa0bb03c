import type { Copy, CopySearch } from '../contract/writer.ts';

/** Whether a copy is of a run of a source; null for any. Names of origins are `source/native id`. */
export function isCopyFrom({ from }: Pick<Copy, 'from'>, source: CopySearch['source']): boolean {
  return source === null || from.startsWith(`${source}/`);
}
