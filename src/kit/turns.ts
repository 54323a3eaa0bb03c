import { RungraphError, isRungraphError } from '../contract/error.ts';

/** Lets so many work at a time, and nobody take all places: what is slow for one question must not stop the others. */
export interface Turns {
  /** Waits for a place; answers how to give it back, which may be called twice. Rejects with the signal's reason. */
  take(lane: string, signal: AbortSignal): Promise<() => void>;
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/** Free places go round the lanes, one each. A lane gets at most `perLane`, so that others find one free. */
export function openTurns({ total, perLane }: { readonly total: number; readonly perLane: number }): Turns {
  const lanes = new Map<string, Lane>();
  let running = 0;

  function startNext(): void {
    for (const [name, lane] of lanes) {
      if (running >= total) return;
      if (lane.running >= perLane) continue;
      const start = lane.waiting.shift();
      if (start === undefined) continue;
      // The lane goes to the end of the round.
      lanes.delete(name);
      lanes.set(name, lane);
      start();
    }
  }

  function leave(name: string, lane: Lane): void {
    running -= 1;
    lane.running -= 1;
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(name);
    startNext();
  }

  return {
    take(name, signal) {
      const lane = lanes.get(name) ?? { running: 0, waiting: [] };
      lanes.set(name, lane);
      return new Promise((resolve, reject) => {
        const start = (): void => {
          signal.removeEventListener('abort', giveUp);
          running += 1;
          lane.running += 1;
          let left = false;
          resolve(() => {
            if (!left) leave(name, lane);
            left = true;
          });
        };
        const giveUp = (): void => {
          lane.waiting.splice(lane.waiting.indexOf(start), 1);
          if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(name);
          reject(
            isRungraphError(signal.reason) ? signal.reason : new RungraphError('CANCELLED', 'Nobody waits for this.'),
          );
        };
        if (signal.aborted) {
          lane.waiting.push(start);
          giveUp();
          return;
        }
        signal.addEventListener('abort', giveUp, { once: true });
        lane.waiting.push(start);
        startNext();
      });
    },
  };
}
