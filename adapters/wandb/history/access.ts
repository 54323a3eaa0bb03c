import type { CallContext } from '../../../src/contract/context.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { WandbClient } from '../client.ts';
import type { HistoryAsked } from '../documents.ts';
import type { RunKey } from '../ids.ts';
import type { Pace } from '../pace.ts';
import type { FileFetcher } from '../file-fetcher.ts';
import type { HistoryOfProject } from '../wire.ts';

/** One run's part of an answer about history. */
export type HistoryAnswer = NonNullable<NonNullable<HistoryOfProject>['run']>;

/** What reading history needs. */
export interface HistoryReader {
  readonly client: WandbClient;
  readonly fetcher: FileFetcher;
  readonly pace: Pace;
  readonly context: CallContext;
}

export interface HistoryAccess extends HistoryReader {
  /** One question about one run. Undefined where there is no such run. */
  ask(
    run: RunKey,
    kind: HistoryAsked['kind'],
    variables: HistoryAsked['variables'],
  ): Promise<HistoryAnswer | undefined>;
}

export function openAccess(reader: HistoryReader): HistoryAccess {
  return {
    ...reader,
    async ask(run, kind, variables) {
      const [answer] = await reader.client.readHistory(reader.context, [{ run, kind, variables }]);
      if (isRungraphError(answer)) throw answer;
      return answer?.run ?? undefined;
    },
  };
}
