import type { Page } from '../../contract/page.ts';

/** Items of all pages. A page that names itself as the next ends the list. */
export async function allPages<T>(read: (after: string | null) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await read(after);
    items.push(...page.items);
    after = page.next === after ? null : page.next;
  } while (after !== null);
  return items;
}
