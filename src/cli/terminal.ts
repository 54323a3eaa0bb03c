import Table from 'cli-table3';
import pc from 'picocolors';

/** Where tables go: as wide as the terminal, or as wide as they are where nobody looks. */
export interface Screen {
  /** Columns of the terminal; undefined where the output is a file or a pipe. */
  readonly width: number | undefined;
}

export function openScreen(stream: NodeJS.WriteStream = process.stdout): Screen {
  return { width: stream.isTTY ? stream.columns : undefined };
}

/** A table that fits the screen: the widest columns give way first, and what is cut off ends in an ellipsis. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], screen: Screen): string {
  const natural = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const table = new Table({
    head: head.map((title) => pc.bold(title)),
    style: { head: [], border: [], compact: true },
    colWidths: fitWidths(natural, screen.width).map((width) => width + 2),
    chars: frame,
  });
  table.push(...rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' '))));
  return table.toString();
}

const frame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  right: '',
  middle: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  'right-mid': '',
};

/** Widths whose sum, with two blanks between columns, is no more than the screen's. */
function fitWidths(natural: readonly number[], width: number | undefined): readonly number[] {
  if (width === undefined) return natural;
  const widths = [...natural];
  const room = Math.max(width - 2 * widths.length, 4 * widths.length);
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}
