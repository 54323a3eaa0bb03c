/** Work of which the end needs nothing but time: it goes on while the next is begun. */
export interface Background {
  /** Begins something. Ends once it says that the rest is waiting, or is over. */
  begin(work: (onWaiting: () => void) => Promise<void>): Promise<void>;
  /** Waits for all that was begun. Throws what any of it threw. */
  end(): Promise<void>;
}

/** Each holds some memory here, and perhaps files open at the target. */
const mostWaiting = 48;

export function openBackground(): Background {
  const going = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const raise = (): void => {
    if (failures.length > 0) throw failures[0];
  };

  return {
    async begin(work) {
      let free: () => void = () => undefined;
      const waits = new Promise<void>((resolve) => (free = resolve));
      const whole: Promise<void> = work(() => {
        free();
      })
        .catch((error: unknown) => void failures.push(error))
        .finally(() => going.delete(whole));
      going.add(whole);
      await Promise.race([whole, waits]);
      while (going.size > mostWaiting) await Promise.race(going);
      raise();
    },

    async end() {
      while (going.size > 0) await Promise.race(going);
      raise();
    },
  };
}
