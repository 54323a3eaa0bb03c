import { RungraphError } from '../../contract/error.ts';
import type { Copy } from '../../contract/writer.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fitRun } from './fit/fit-run.ts';
import { openTally, type LossCounts } from './fit/losses.ts';
import { firstDifference } from './image/difference.ts';
import { digestOf, type FileImage, type RunImage } from './image/run-image.ts';
import type { RunState } from './ledger-state.ts';
import { parentOf } from './move-run.ts';
import type { MoveItem, Moved, Moving } from './moving.ts';
import { expectedImage, readBack, withoutOwnFiles } from './read-back.ts';
import { imagesOf, readFitted } from './read-series.ts';
import { readRun } from './side.ts';
import { listSourceFiles, readProduced } from './source-files.ts';
import { hasGone, noteMissing, readFileImage, sha256Of } from './write-files.ts';

/** A copy to be looked at, and what is known of it. */
export interface VerifyItem extends MoveItem {
  readonly copy: string;
  /** Losses that were met while it was moved; null where the ledger is lost. */
  readonly losses: LossCounts | null;
  /** The digest at the target. */
  readonly digest: string | null;
}

export function verifyItem(item: MoveItem, copy: Copy, state: RunState | undefined): VerifyItem {
  const { runId, digest } = copy;
  return { ...item, copy: runId, digest, losses: state?.done?.losses ?? null };
}

/**
 * Compares a copy with its source, value by value, and writes nothing.
 * @throws CONFLICT where they differ, with the first difference.
 */
export async function verifyRun(moving: Moving, item: VerifyItem): Promise<Moved> {
  const { from, table, policy } = moving;
  const tally = openTally();
  const run = await readRun(from, item.id);
  const fitted = fitRun(run, table, tally);
  const parent = parentOf(moving, run, item, tally);
  const series = await imagesOf(readFitted({ from, table, run, tally }, fitted.series));
  const produced = (await readProduced(from, [item.id])).get(item.id) ?? { artifacts: [], partial: null };
  const files: [string, FileImage][] = fitted.texts.map(({ path, text }) => [path, sha256Of(text)]);
  for (const file of await listSourceFiles(from, produced, table, policy, tally)) {
    try {
      files.push([file.target, await readFileImage(from, file.artifactId, file.path)]);
    } catch (error) {
      if (!hasGone(error, from)) throw error;
      noteMissing(tally, file, error);
    }
  }
  const found = await readBack(moving, item.copy, series);
  const expected = expectedImage(table, fitted, parent, series, withoutLost(files, found, item.losses));
  const digest = digestOf(expected);
  const difference = firstDifference(expected, withoutOwnFiles(found, expected, table));
  if (difference !== null) {
    const { at, expected: want, found: have } = difference;
    throw new RungraphError(
      'CONFLICT',
      `${item.copy} differs from its source: ${at} should be ${want} and is ${have}.`,
    );
  }
  if (item.digest !== null && item.digest !== digest) {
    const changed = item.fingerprint !== null && item.fingerprint !== fingerprintOf(run);
    const why = changed ? 'the source has changed since it was moved' : 'both have changed since it was moved';
    throw new RungraphError('CONFLICT', `${item.copy} has another digest noted than it has: ${why}.`);
  }
  return {
    id: item.copy,
    digest,
    points: Object.values(series).reduce((sum, { points }) => sum + points, 0),
    files: Object.keys(expected.files).length,
    bytes: Object.values(expected.files).reduce((sum, { bytes }) => sum + bytes, 0),
    losses: item.losses ?? tally.counts(),
    changed: item.fingerprint !== null && item.fingerprint !== fingerprintOf(run),
  };
}

/** Files that had no way to the target, or had gone at the source, as many as were counted then. */
function withoutLost(
  files: readonly (readonly [string, FileImage])[],
  found: RunImage,
  losses: LossCounts | null,
): Readonly<Record<string, FileImage>> {
  const lost = (losses?.FILE_NO_ROUTE?.count ?? 0) + (losses?.FILE_MISSING?.count ?? 0);
  const absent = files.filter(([path]) => found.files[path] === undefined);
  const kept = absent.length <= lost ? files.filter(([path]) => found.files[path] !== undefined) : files;
  return Object.fromEntries(kept);
}
