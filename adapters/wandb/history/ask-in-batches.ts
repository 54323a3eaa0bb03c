import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import { askSplitting } from '../ask-splitting.ts';
import type { HistoryAsked } from '../documents.ts';
import type { HistoryReader } from './access.ts';
import type { WholeAnswer } from './read-whole.ts';

export type HistoryAnswer = WholeAnswer | RungraphError | null;

/** Asks about many runs by as few requests as the server bears; a run that it fails at loses its own answer alone. */
export async function askInBatches(
  reader: HistoryReader,
  asked: readonly HistoryAsked[],
): Promise<readonly HistoryAnswer[]> {
  const answers: Promise<readonly HistoryAnswer[]>[] = [];
  const { size } = reader.pace;
  for (let start = 0; start < asked.length; start += size) {
    answers.push(askSplitting(asked.slice(start, start + size), (some) => askOnce(reader, some)));
  }
  return (await Promise.all(answers)).flat();
}

async function askOnce(reader: HistoryReader, asked: readonly HistoryAsked[]): Promise<readonly HistoryAnswer[]> {
  const answers = await reader.client.readHistory(reader.context, asked);
  return answers.map((answer) => (isRungraphError(answer) ? answer : (answer?.run ?? null)));
}
