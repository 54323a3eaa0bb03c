import { setTimeout as sleep } from 'node:timers/promises';
import pc from 'picocolors';
import { compareSources, type Parity } from '../../core/parity/compare-sources.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { untilStopped } from '../until-stopped.ts';
import { printable } from '../printable.ts';
import { openWorld, type WorldOptions } from './open-world.ts';
import { readProjects } from './plan.ts';
import { count } from './render.ts';
import { told } from './told.ts';

export interface ParityCommand extends WorldOptions {
  readonly where?: string;
  readonly project: readonly string[];
  readonly key?: string;
  readonly as?: string;
  readonly parallel: number;
  /** Milliseconds. */
  readonly every?: number;
  readonly json?: boolean;
}

/**
 * `rungraph parity`: how far two sources hold the same, once or again and again until Ctrl-C. Exit code 1 where they part
 * in the last look, or where there was none.
 */
export function parity(one: string, other: string, options: ParityCommand): Promise<ExitCode> {
  return told(async () => {
    const world = await openWorld(options);
    const asked = {
      ...{ one, other, where: options.where ?? null, projects: readProjects(options.project) },
      ...{ key: options.key ?? null, knownAs: options.as ?? null, parallel: options.parallel },
    };
    const stop = options.every === undefined ? null : listenForStop();
    let last: Parity | null = null;
    try {
      for (;;) {
        const look = compareSources({ ...world, ...asked });
        // Of a look that is given up, nobody asks how it ended.
        look.catch(() => undefined);
        const found: Parity | null = await Promise.race([look, ...(stop === null ? [] : [stop.stopped])]);
        if (found === null) break;
        last = found;
        const text = stop === null ? pageOf(found) : lineOf(found);
        const json = JSON.stringify(found, null, stop === null ? 2 : undefined);
        process.stdout.write(`${options.json ? json : text}\n`);
        if (stop === null) break;
        await sleep(options.every, undefined, { signal: stop.signal }).catch(() => undefined);
        if (stop.signal.aborted) break;
      }
      return last !== null && isEqual(last) ? exitCodes.ok : exitCodes.failed;
    } finally {
      world.abort.abort();
      await world.close();
    }
  });
}

interface Stop {
  readonly signal: AbortSignal;
  /** Null once somebody wants an end. */
  readonly stopped: Promise<null>;
}

/** Ctrl-C, or a polite request to end. A second one ends the process at once. */
function listenForStop(): Stop {
  const controller = new AbortController();
  const stopped = untilStopped().then(() => {
    controller.abort();
    return null;
  });
  return { signal: controller.signal, stopped };
}

function isEqual({ different, onlyOne, onlyOther, unsure }: Parity): boolean {
  return different.length + onlyOne.length + onlyOther.length + unsure.length === 0;
}

/** One line for each look. */
function lineOf({ at, one, other, equal, different, onlyOne, onlyOther, unsure }: Parity): string {
  const counts = `${equal} equal, ${different.length} different, ${onlyOne.length} only in ${one}`;
  return `${at} ${counts}, ${onlyOther.length} only in ${other}, ${unsure.length} unsure`;
}

/** Runs that are named of each kind. */
const mostNamed = 20;

function pageOf(found: Parity): string {
  const { one, other, equal, different, onlyOne, onlyOther, unsure } = found;
  const list = (title: string, items: readonly string[]): readonly string[] => {
    if (items.length === 0) return [];
    const more = items.length > mostNamed ? [`  and ${items.length - mostNamed} more`] : [];
    return ['', pc.bold(title), ...items.slice(0, mostNamed).map((item) => `  ${printable(item)}`), ...more];
  };
  return [
    `${count(equal, 'run')} equal in ${one} and ${other}`,
    ...list(
      `${count(different.length, 'run')} different`,
      different.map((part) => `${part.one} and ${part.other}: ${part.why}`),
    ),
    ...list(`Only in ${one}`, onlyOne),
    ...list(`Only in ${other}`, onlyOther),
    ...list('Could be one of several', unsure),
  ].join('\n');
}
