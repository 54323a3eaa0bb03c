import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import { askSplitting } from '../ask-splitting.ts';
import type { HistoryAsked } from '../documents.ts';
import type { HistoryReader } from './access.ts';
import type { WholeAnswer } from './read-whole.ts';

export type HistoryAnswer = WholeAnswer | RungraphError | null;

/** Asks about many runs by as few requests as the server bears; a run that it fails at loses its own answer alone. */
export function askInBatches(
  { client, context, pace }: HistoryReader,
  asked: readonly HistoryAsked[],
): Promise<readonly HistoryAnswer[]> {
  return askSplitting(asked, pace.size, async (some) => {
    const answers = await client.readHistory(context, some);
    return answers.map((answer) => (isRungraphError(answer) ? answer : (answer?.run ?? null)));
  });
}
