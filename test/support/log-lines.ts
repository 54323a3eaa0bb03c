import type { Log } from '../../src/contract/tracker.ts';

export interface LogLine {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log whose lines a test reads. */
export interface LogLines {
  readonly log: Log;
  readonly lines: readonly LogLine[];
  readonly warnings: () => readonly LogLine[];
}

export function logLines(): LogLines {
  const lines: LogLine[] = [];
  const note = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) => {
    lines.push({ level, message, fields });
  };
  return {
    lines,
    log: { info: note('info'), warn: note('warn') },
    warnings: () => lines.filter(({ level }) => level === 'warn'),
  };
}
