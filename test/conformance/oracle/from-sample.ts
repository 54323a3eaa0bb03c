import type { SampleData, SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { OracleMetric, OracleParam, OracleRun } from './oracle-run.ts';
import { summarisePoints } from './summarise-points.ts';
import { typedByText } from './typed-text.ts';

/** Where sample runs were stored, and what their tracker makes of them. */
export interface Storage {
  /** The id of the source in the config. */
  readonly source: string;
  /** From the key of a sample run to the id that the tracker gave it. Every run that is kept must be in it. */
  readonly nativeIds: ReadonlyMap<string, string>;
  /** What the tracker can store of a run; null where it cannot store it at all. Everything is kept without it. */
  readonly keep?: (run: SampleRun) => SampleRun | null;
  /** The tracker keeps only the text of params, and they are typed by it. */
  readonly paramsAreText?: boolean;
  /** The tracker keeps the epochs of points. */
  readonly keepsEpochs?: boolean;
  /** The tracker keeps a summary of its own, and with it values that were never logged. */
  readonly keepsSummaries?: boolean;
}

/** What a source shows of the runs stored in it. */
export function oracleRuns(data: SampleData, storage: Storage): readonly OracleRun[] {
  return data.runs.flatMap((sample) => {
    const kept = storage.keep === undefined ? sample : storage.keep(sample);
    return kept === null ? [] : [oracleRun(kept, storage)];
  });
}

function oracleRun(sample: SampleRun, storage: Storage): OracleRun {
  const nativeId = storage.nativeIds.get(sample.key);
  if (nativeId === undefined) throw new Error(`no native id for the sample run ${sample.key}`);
  return {
    source: storage.source,
    nativeId,
    projectName: sample.project,
    name: sample.name,
    status: sample.status,
    startedAt: sample.startedAt,
    endedAt: sample.endedAt,
    user: sample.user,
    notes: sample.notes,
    group: sample.group,
    jobType: sample.jobType,
    archived: sample.archived,
    parent: sample.parent === null ? null : (storage.nativeIds.get(sample.parent) ?? null),
    tags: sample.tags,
    params: sample.params.map((param) => oracleParam(param, storage.paramsAreText === true)),
    metrics: [
      ...sample.metrics.map((metric) => oracleMetric(metric, storage.keepsEpochs === true)),
      ...(storage.keepsSummaries === true ? neverLogged(sample) : []),
    ],
  };
}

function oracleParam(param: SampleRun['params'][number], isText: boolean): OracleParam {
  return isText ? { key: param.key, ...typedByText(param.value) } : { ...param, text: null };
}

function oracleMetric({ key, context, points }: SampleMetric, keepsEpochs: boolean): OracleMetric {
  const kept = keepsEpochs ? points : points.map(({ epoch: _epoch, ...point }) => point);
  return { key, context, ...summarisePoints(kept) };
}

/** What is in the summary alone has a last value, and nothing else. */
function neverLogged({ summary }: SampleRun): readonly OracleMetric[] {
  return (summary?.values ?? []).map(({ key, value }) => {
    return { key, context: {}, ...summarisePoints([]), last: value };
  });
}
