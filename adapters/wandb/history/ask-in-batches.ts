import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { HistoryAsked } from '../documents.ts';
import type { HistoryReader } from './access.ts';
import type { WholeAnswer } from './read-whole.ts';

export type HistoryAnswer = WholeAnswer | RungraphError | null;

/**
 * Asks about many runs by as few requests as the server bears. A run that it fails at fails the whole request: the rest
 * is asked for again in halves, until that run is alone. A refusal because of limits is for whoever asked.
 */
export async function askInBatches(
  reader: HistoryReader,
  asked: readonly HistoryAsked[],
): Promise<readonly HistoryAnswer[]> {
  const answers: Promise<readonly HistoryAnswer[]>[] = [];
  const { size } = reader.pace;
  for (let start = 0; start < asked.length; start += size) {
    answers.push(askSplitting(reader, asked.slice(start, start + size)));
  }
  return (await Promise.all(answers)).flat();
}

async function askSplitting(reader: HistoryReader, asked: readonly HistoryAsked[]): Promise<readonly HistoryAnswer[]> {
  try {
    const answers = await reader.client.readHistory(reader.context, asked);
    return answers.map((answer) => (isRungraphError(answer) ? answer : (answer?.run ?? null)));
  } catch (error) {
    if (!isRungraphError(error) || !mayBeOneRun(error)) throw error;
    if (asked.length <= 1) return asked.map(() => error);
    const middle = Math.ceil(asked.length / 2);
    const first = await askSplitting(reader, asked.slice(0, middle));
    return [...first, ...(await askSplitting(reader, asked.slice(middle)))];
  }
}

/** Whether less at a time may help: the server, or what stands before it, gave up. */
function mayBeOneRun({ code, detail = '' }: RungraphError): boolean {
  return code === 'TIMEOUT' || (code === 'UNAVAILABLE' && detail.startsWith('HTTP '));
}
