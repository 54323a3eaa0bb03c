import { isRungraphError } from '../../contract/error.ts';
import type { Budget } from './budget.ts';
import type { PageSizes } from './page-sizes.ts';
import type { ScannedPage } from './scan.ts';
import type { BranchStream, StreamRow, Token } from './stream.ts';

export interface BranchOptions {
  readonly key: string;
  readonly start: Token;
  readonly budget: Budget;
  readonly scan: (after: Token, limit: number) => Promise<ScannedPage>;
  readonly sizes: PageSizes;
  readonly now: () => number;
}

/** One search of a tracker as a stream of matching rows, page by page, until its end or the budget's. */
export function openBranch(options: BranchOptions): BranchStream {
  const { budget, key, sizes } = options;
  let page: ScannedPage = { rows: [], next: options.start, positions: undefined };
  let pageStart: Token = options.start;
  let taken = 0;
  let stopped = false;

  function resumeBehind(index: number): Token {
    return page.positions?.[index] ?? pageStart;
  }

  async function readOn(next: Token): Promise<void> {
    const startedAt = options.now();
    const read = await options.scan(next, Math.min(sizes.next(), budget.mostRows - budget.rowsScanned));
    [page, pageStart, taken] = [read, next, 0];
    sizes.took(options.now() - startedAt);
  }

  return {
    key,
    peek(): StreamRow | undefined {
      const found = page.rows[taken];
      return found && { row: found.row, tuple: found.tuple, branch: key, resume: resumeBehind(found.index) };
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
      if (taken >= page.rows.length) return page.next;
      const before = page.rows[taken - 1];
      return before === undefined ? pageStart : resumeBehind(before.index);
    },
  };
}

/** The deadline is a budget once rows were read; before that it is a tracker that does not answer. */
function isTimeAfterRows(error: unknown, budget: Budget): boolean {
  return budget.rowsScanned > 0 && isRungraphError(error) && error.code === 'TIMEOUT';
}
