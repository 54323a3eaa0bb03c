import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Json, Num } from '../../../src/contract/value.ts';
import { keepOnWandb } from '../../adapters/wandb/limitations.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';

type Members = Readonly<Record<string, Json>>;

/** A run as `seed.py` records it. */
export interface Recording {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly config: Members;
  readonly tags: readonly string[];
  readonly group: string | null;
  readonly jobType: string | null;
  readonly notes: string | null;
  /** Rows of history by their steps, upwards. */
  readonly rows: readonly (readonly [step: Num, row: Members])[];
  /** How metrics are summed up, where not by their last value. */
  readonly summaries?: Readonly<Record<string, string>>;
  /** What is put into the summary by hand. */
  readonly byHand?: Readonly<Record<string, number>>;
  readonly files: readonly (readonly [path: string, content: string])[];
  readonly artifacts?: readonly RecordedArtifact[];
  /** Names of artifacts that it reads, as `data:latest`. */
  readonly uses?: readonly string[];
  /** Artifacts that it reads and that nobody has logged. */
  readonly inputs?: readonly RecordedArtifact[];
  readonly exitCode: number;
  /** Seconds between two looks at the machine. */
  readonly sampling: number;
}

export interface RecordedArtifact {
  readonly name: string;
  readonly type: string;
  readonly metadata?: Members;
  readonly files: readonly (readonly [path: string, content: string])[];
  /** What lies elsewhere. */
  readonly references?: readonly (readonly [name: string, uri: string])[];
  readonly aliases: readonly string[];
  /** Collections that it is linked to, as `wandb-registry-model/best`. */
  readonly links?: readonly string[];
}

/** A run of the project `demo` with nothing in it. */
export function bareRecording(id: string): Recording {
  const nothing = { config: {}, tags: [], group: null, jobType: null, notes: null, rows: [], files: [] };
  return { id, project: 'demo', name: id, ...nothing, exitCode: 0, sampling: 3600 };
}

/** The canonical runs as far as the SDK can record them, with the sample that each was made of. */
export const canonicalRecordings: readonly { readonly sample: SampleRun; readonly recording: Recording }[] =
  canonicalData.runs.flatMap((run) => {
    const sample = keepOnWandb(run);
    return sample === null ? [] : [{ sample, recording: toRecording(sample) }];
  });

/** Every run ends, as the SDK does: what ran on or was killed is here a run that failed. */
function toRecording(run: SampleRun): Recording {
  return {
    id: run.key,
    project: run.project,
    name: run.name,
    config: Object.fromEntries(run.params.map(({ key, value }) => [key, value])),
    tags: run.tags.map(({ key }) => key),
    group: run.group,
    jobType: run.jobType,
    notes: run.notes,
    rows: rowsOf(run),
    summaries: Object.fromEntries((run.summary?.definitions ?? []).map(({ metric, as }) => [metric, as])),
    byHand: Object.fromEntries((run.summary?.values ?? []).map(({ key, value }) => [key, value])),
    files: run.files.map(({ path, content }) => [path, content]),
    exitCode: run.status === 'FINISHED' ? 0 : 1,
    sampling: 3600,
  };
}

/** The SDK takes a row a step, with one time. */
function rowsOf({ metrics }: SampleRun): Recording['rows'] {
  const rows = new Map<Num, Record<string, Json>>();
  for (const { key, points } of metrics) {
    for (const { step, value, timestamp } of points) {
      const row = rows.get(step) ?? { _timestamp: timestamp / 1000 };
      rows.set(step, { ...row, [key]: value });
    }
  }
  return [...rows].sort(([a], [b]) => Number(a) - Number(b));
}
