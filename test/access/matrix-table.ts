import Table from 'cli-table3';
import { callers, type CallerKind } from './rules.ts';

/** What each caller was seen to get, as a table: `PRINT_MATRIX=1 npm test -- test/access/matrix`. */
export interface MatrixTable {
  note(what: string, who: CallerKind, got: string): void;
  print(): void;
}

export function openMatrixTable(): MatrixTable {
  const rows = new Map<string, Partial<Record<CallerKind, string>>>();
  return {
    note(what, who, got) {
      const row = rows.get(what) ?? {};
      rows.set(what, row);
      // Several questions ask for one field: the most that one of them told.
      if (row[who] === undefined || row[who] === 'nothing') row[who] = got;
    },
    print() {
      if (process.env['PRINT_MATRIX'] !== '1') return;
      const table = new Table({ head: ['', ...callers], style: { head: [], border: [] } });
      for (const [what, by] of rows) table.push([what, ...callers.map((who) => by[who] ?? '')]);
      process.stdout.write(`${table.toString()}\n`);
    },
  };
}
