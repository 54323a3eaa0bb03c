import pc from 'picocolors';
import type { SharedStore } from '../core/cache/open-cache.ts';
import { printable } from './printable.ts';

/** What was found at the Redis that replicas share. */
export interface RedisFinding {
  readonly url: string;
  readonly reachable: boolean;
  readonly latencyMs: number;
  readonly message: string | null;
  readonly remedy: string | null;
}

/** Asks a Redis whether it answers; null where the config names none. */
export async function examineRedis(redis: SharedStore | undefined): Promise<RedisFinding | null> {
  if (redis === undefined) return null;
  const { state, message, latencyMs } = await redis.check();
  const reachable = state === 'UP';
  return { url: redis.place, reachable, latencyMs, message, remedy: reachable ? null : remedyOf(message ?? '') };
}

export function describeRedis({ url, reachable, latencyMs, message, remedy }: RedisFinding): string {
  const lines: readonly (readonly [string, string | null])[] = [
    ['url', url],
    ['reachable', reachable ? `yes, in ${latencyMs} ms` : 'no'],
    ['problem', message],
    ['mend', remedy],
  ];
  const shown = lines.flatMap(([label, text]) => (text === null ? [] : [`     ${label.padEnd(14)}${printable(text)}`]));
  return [`${reachable ? pc.green('ok  ') : pc.red('FAIL')} ${pc.bold('redis')} (the shared cache)`, ...shown].join(
    '\n',
  );
}

function remedyOf(message: string): string {
  if (/WRONGPASS|NOAUTH|NOPERM|invalid password/i.test(message)) {
    return 'Check user and password in the URL: redis://user:password@host:6379.';
  }
  return 'Is Redis running, and can this machine reach it? Until then each replica keeps answers in its own memory.';
}
