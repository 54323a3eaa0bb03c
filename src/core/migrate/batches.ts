import type { Run } from '../../contract/run.ts';

/** A run that was written and is not shown yet. */
export interface Unseen {
  readonly runId: string;
  readonly isThere: (run: Run) => boolean;
  /** Writes its end once more, for an index that missed it. */
  readonly endAgain: () => Promise<void>;
}

/** Where a run of a batch waits for the others. */
export interface Gates {
  /** All is written: waits until the target shows it, as far as lists tell, or until that has taken too long. */
  toRead(written: Unseen): Promise<void>;
  /** All is read back: waits until nothing is read any more. */
  toNote(): Promise<void>;
}

/** For targets that show at once what was written. */
export const openGates: Gates = { toRead: () => Promise.resolve(), toNote: () => Promise.resolve() };

export interface BatchOptions<Item> {
  /** The next to begin; undefined after the last. */
  readonly next: () => Item | undefined;
  /** Runs that are written at a time, and read at a time. */
  readonly parallel: number;
  readonly work: (item: Item, gates: Gates) => Promise<void>;
  /** Ends once all of them are shown, or that has taken too long. */
  readonly untilSeen: (unseen: readonly Unseen[]) => Promise<void>;
}

/** What a batch has at the most: those are written anew that are cut off before they are noted. */
const mostRuns = 100;
/** A batch takes no more runs in after so long. */
const fullMs = 60_000;

/**
 * Moves runs in batches: all of a batch are written, then all are read back, then all are noted. Nobody reads while the
 * target takes in what was written. Throws what any of the work threw.
 */
export async function inBatches<Item>(options: BatchOptions<Item>): Promise<void> {
  while (await oneBatch(options));
}

async function oneBatch<Item>({ next, parallel, work, untilSeen }: BatchOptions<Item>): Promise<boolean> {
  const places = openPlaces(Math.max(1, parallel));
  const unseen: Unseen[] = [];
  const reading = openGate(() => (unseen.length === 0 ? Promise.resolve() : untilSeen(unseen)));
  const noting = openGate(() => Promise.resolve());
  const failures: unknown[] = [];
  const going: Promise<void>[] = [];
  const begunAt = Date.now();

  async function one(item: Item): Promise<void> {
    const [read, note] = [reading.enter(), noting.enter()];
    const wait = async (pass: () => Promise<void>): Promise<void> => {
      places.leave();
      await pass().finally(() => places.take());
    };
    const gates: Gates = {
      toRead(written) {
        unseen.push(written);
        return wait(read.pass);
      },
      toNote: () => wait(note.pass),
    };
    try {
      await work(item, gates);
    } catch (error) {
      failures.push(error);
    } finally {
      places.leave();
      read.leave();
      note.leave();
    }
  }

  while (going.length < mostRuns && Date.now() - begunAt < fullMs && failures.length === 0) {
    await places.take();
    const item = next();
    if (item === undefined) {
      places.leave();
      break;
    }
    going.push(one(item));
  }
  reading.close();
  noting.close();
  await Promise.all(going);
  if (failures.length > 0) throw failures[0];
  return going.length > 0;
}

/** So many at a time, in the order that they came. */
function openPlaces(most: number) {
  let taken = 0;
  const waiting: (() => void)[] = [];
  return {
    async take(): Promise<void> {
      if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken += 1;
    },
    leave(): void {
      const wake = waiting.shift();
      if (wake === undefined) taken -= 1;
      else wake();
    },
  };
}

interface Entered {
  /** Says that this one is ready, and waits for the others and for what comes then. */
  readonly pass: () => Promise<void>;
  /** Says that nobody need wait for this one. */
  readonly leave: () => void;
}

/** Opens when all that entered are ready or have left, and nobody enters any more: after `onReady`. */
function openGate(onReady: () => Promise<void>) {
  let [expected, isClosed] = [0, false];
  let open: (ready: Promise<void>) => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const look = (): void => {
    if (isClosed && expected === 0) open(onReady());
  };
  return {
    enter(): Entered {
      expected += 1;
      let isHere = true;
      const leave = (): void => {
        if (!isHere) return;
        isHere = false;
        expected -= 1;
        look();
      };
      return {
        leave,
        pass() {
          leave();
          return opened;
        },
      };
    },
    close(): void {
      isClosed = true;
      look();
    },
  };
}
