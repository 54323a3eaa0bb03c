import { SingleBar } from 'cli-progress';
import type { Progress } from '../core/scope.ts';

/** A bar on stderr for somebody who waits; silent where nobody looks. */
export interface ProgressBar {
  /** How far one of the things waited for has got. */
  update(progress: Progress): void;
  stop(): void;
}

export function openProgress(what: string, total: number): ProgressBar {
  const bar = new SingleBar({
    format: `${what} |{bar}| {value}/{total} sources, {rows} runs read, {duration_formatted}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
  });
  const rows = new Map<string, number>();
  const done = new Set<string>();
  bar.start(total, 0, { rows: 0 });
  return {
    update(progress) {
      rows.set(progress.source, progress.rowsScanned);
      if (progress.done) done.add(progress.source);
      const read = [...rows.values()].reduce((sum, count) => sum + count, 0);
      bar.update(done.size, { rows: read });
    },
    stop: () => {
      bar.stop();
    },
  };
}
