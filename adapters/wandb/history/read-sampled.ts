import { isRungraphError } from '../../../src/contract/error.ts';
import type { SeriesRequest } from '../../../src/contract/series.ts';
import { askSplitting } from '../ask-splitting.ts';
import type { HistoryAsked } from '../documents.ts';
import type { RunKey } from '../ids.ts';
import type { HistoryReader } from './access.ts';
import type { FoundSeries } from '../../../src/kit/series-in-time.ts';
import { runsOf } from './group-requests.ts';
import type { HistoryAnswer } from './access.ts';
import { addWindows, beginSample, finish, isReady, sampleSpecs, windowSpecs, type Sample } from './sample.ts';

/**
 * Series with few points, as the server picks them. It thins out at random and may miss both ends, which are looked for
 * beside: at the beginning of the range and in the last row at once, and a little further with a second request. Series
 * whose ends are not found by that are left out of what is found: they have to be read whole.
 */
export async function readSampled(
  reader: HistoryReader,
  requests: readonly SeriesRequest[],
  found: FoundSeries,
): Promise<void> {
  const groups = runsOf(requests);
  const begun: { readonly run: RunKey; readonly samples: Sample[] }[] = [];
  await ask(
    reader,
    groups.map(({ run, requests: own }) => {
      return {
        asked: { run, kind: 'sampled', variables: { s: own.flatMap(sampleSpecs) } },
        take: (answer) => void begun.push({ run, samples: own.map((request, at) => beginSample(request, answer, at)) }),
        lose: (error) => own.forEach((request) => found.set(request, error)),
      };
    }),
  );
  const open = begun.flatMap(({ run, samples }) => {
    const lacking = samples.filter((sample) => windowSpecs(sample).length > 0);
    return lacking.length === 0 ? [] : [{ run, samples: lacking }];
  });
  await ask(
    reader,
    open.map(({ run, samples }) => {
      return {
        asked: { run, kind: 'windows', variables: { s: samples.flatMap(windowSpecs) } },
        take: ({ sampledHistory }) => addWindows(samples, sampledHistory ?? []),
        lose: (error) => samples.forEach(({ request }) => found.set(request, error)),
      };
    }),
  );
  for (const sample of begun.flatMap(({ samples }) => samples)) {
    if (!found.has(sample.request) && isReady(sample)) found.set(sample.request, finish(sample));
  }
}

/** A question about one run, and what becomes of its answer. */
interface Question {
  readonly asked: HistoryAsked;
  readonly take: (answer: HistoryAnswer) => void;
  readonly lose: (error: Parameters<FoundSeries['set']>[1]) => void;
}

async function ask({ client, context, pace }: HistoryReader, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return;
  const answers = await askSplitting(questions, pace.size, (some) =>
    client.readHistory(
      context,
      some.map(({ asked }) => asked),
    ),
  );
  questions.forEach(({ take, lose }, index) => {
    const answer = answers[index];
    if (isRungraphError(answer)) lose(answer);
    else if (answer?.run) take(answer.run);
  });
}
