import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';

/** What one answer held of the runs asked for, and why it ended early if it did. */
export interface Answered<T> {
  readonly found: ReadonlyMap<string, T>;
  readonly broke: RungraphError | null;
}

/**
 * Reads many runs by as few calls as it takes. One run that the server cannot read ends the answer for all: what did
 * not come is asked for again in halves, until that run is alone. Runs that do not exist are not in the answer.
 */
export async function readSplitting<T>(
  hashes: readonly string[],
  read: (hashes: readonly string[]) => Promise<Answered<T>>,
): Promise<ReadonlyMap<string, T | RungraphError>> {
  let answered: Answered<T>;
  try {
    answered = await read(hashes);
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    return new Map(hashes.map((hash) => [hash, error]));
  }
  const { found, broke } = answered;
  if (broke === null) return found;
  const left = hashes.filter((hash) => !found.has(hash));
  if (left.length <= 1)
    return new Map<string, T | RungraphError>([...found, ...left.map((hash) => [hash, broke] as const)]);
  const middle = Math.ceil(left.length / 2);
  const first = await readSplitting(left.slice(0, middle), read);
  const second = await readSplitting(left.slice(middle), read);
  return new Map<string, T | RungraphError>([...found, ...first, ...second]);
}
