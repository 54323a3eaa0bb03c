/** The middle of figures; of an even number of them the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** The figure that so large a part of them does not exceed. */
export function quantile(figures: readonly number[], part: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

export function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** A line of a report: what was measured, the figure, and what it is held against. */
export function line(what: string, figure: string, goal = ''): void {
  process.stdout.write(`  ${what.padEnd(58)} ${figure.padStart(16)}  ${goal}\n`);
}

export const ms = (figure: number): string => `${figure.toFixed(1)} ms`;
export const times = (figure: number): string => `${figure.toFixed(1)} x`;
export const perSecond = (figure: number): string => `${figure.toFixed(0)} /s`;
