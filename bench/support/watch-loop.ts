import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** How long an event loop was held at the most, in milliseconds. */
export interface Held {
  /** As perf_hooks tells it. */
  readonly delay: number;
  /** The longest stretch without the time that the thread only waited for a processor, which other processes had. */
  readonly busy: number;
}

export interface LoopWatch {
  readonly reset: () => void;
  readonly held: () => Held;
}

/** Watches the event loop of this thread. */
export function watchLoop(): LoopWatch {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  let busy = 0;
  let [before, waitedBefore] = [performance.now(), waitedMs()];
  setInterval(() => {
    const [now, waited] = [performance.now(), waitedMs()];
    // Time since the last turn, less the one millisecond that was slept.
    busy = Math.max(busy, now - before - 1 - (waited - waitedBefore));
    [before, waitedBefore] = [now, waited];
  }, 1).unref();
  return {
    reset() {
      monitor.reset();
      busy = 0;
    },
    held: () => ({ delay: monitor.max / 1e6, busy }),
  };
}

/** How long this process's first thread has waited for a processor so far; 0 where the system does not tell. */
function waitedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${String(process.pid)}/schedstat`, 'utf8').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
}
