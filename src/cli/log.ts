import { pino } from 'pino';
import type { Log } from '../contract/tracker.ts';

export type LogLevel = 'silent' | 'warn' | 'info';

/** Structured lines on stderr, so that answers on stdout stay clean. */
export function openLog(level: LogLevel): Log {
  const formatters = { level: (word: string) => ({ level: word }) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, pino.destination(2));
}
