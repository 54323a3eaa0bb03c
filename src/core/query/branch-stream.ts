import { isRungraphError } from '../../contract/error.ts';
import type { Budget } from './budget.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ScannedPage } from './scan.ts';
import type { BranchStream, Resume, StreamRow, Token } from './stream.ts';

export interface BranchOptions {
  readonly key: string;
  readonly start: Resume;
  readonly budget: Budget;
  readonly scan: (after: Token, limit: number) => Promise<ScannedPage>;
  readonly sizes: PageSizes;
  /**
   * True where the gateway drops rows. One page of the tracker then serves many pages of the list. The next page of the
   * list asks for the last page of the tracker again, in the same words, and gets it from the cache.
   */
  readonly byPage: boolean;
  readonly now: () => number;
}

/** One search of a tracker as a stream of matching rows, page by page, until its end or the budget's. */
export function openBranch({ key, start, budget, scan, sizes, byPage, now }: BranchOptions): BranchStream {
  let page: ScannedPage = { rows: [], next: start?.token ?? null, positions: undefined };
  let pageStart: Resume = start;
  let taken = 0;
  let stopped = false;

  function at(token: Token, size: number): Resume {
    return token === null ? null : { token, ...(byPage && { size }) };
  }

  function behind(index: number): Resume {
    const token = byPage ? undefined : page.positions?.[index];
    return token === undefined ? pageStart : { token };
  }

  async function readOn(next: Token): Promise<void> {
    const startedAt = now();
    const size = Math.min(sizes.next(), budget.mostRows - budget.rowsScanned);
    page = await scan(next, size);
    [pageStart, taken] = [at(next, size), 0];
    sizes.took(now() - startedAt);
  }

  return {
    key,
    peek(): StreamRow | undefined {
      const found = page.rows[taken];
      return found && { row: found.row, tuple: found.tuple, branch: key, resume: behind(found.index) };
    },
    take() {
      taken += 1;
    },
    async fill() {
      while (taken >= page.rows.length && page.next !== undefined && !stopped) {
        if (budget.rowsScanned >= budget.mostRows) budget.exhausted = 'rows';
        if (budget.exhausted !== undefined) {
          stopped = true;
          return;
        }
        try {
          await readOn(page.next);
        } catch (error) {
          if (!isTimeAfterRows(error, budget)) throw error;
          budget.exhausted = 'time';
        }
      }
    },
    ended() {
      return taken >= page.rows.length && (page.next === undefined || stopped);
    },
    resume() {
      if (taken >= page.rows.length) return page.next === undefined ? undefined : at(page.next, sizes.next());
      const before = page.rows[taken - 1];
      return before === undefined ? pageStart : behind(before.index);
    },
  };
}

/**
 * A deadline that ends after some rows were read is a spent budget. Before the first row, the tracker did not answer.
 */
function isTimeAfterRows(error: unknown, budget: Budget): boolean {
  return budget.rowsScanned > 0 && isRungraphError(error) && error.code === 'TIMEOUT';
}
