import type { Gateway } from '../../src/graphql/gateway.ts';
import type { Source } from '../../src/core/sources/source.ts';
import type { SampleData, SampleRun } from '../../src/emulator-kit/sample/sample-data.ts';

/** A server or archive that the suite is run against. */
export interface Target {
  /** What it is, for the test report. */
  readonly name: string;
  /** What it cannot store, declared: what it makes of a run, or null where it cannot hold it at all. */
  readonly keep: (run: SampleRun) => SampleRun | null;
  /** Its params are text, typed by their text. */
  readonly paramsAreText: boolean;
  /** Points have the epoch that they were logged with; none has one, if left out. */
  readonly keepsEpochs?: boolean;
  /** It keeps a summary beside the series, as `SampleRun.summary` has it; it keeps none, if left out. */
  readonly keepsSummaries?: boolean;
  /**
   * What of the sample data beside runs and metrics it was filled with. It may be left out where the source keeps no
   * artifacts at all.
   */
  readonly artifacts?: StoredArtifacts;
  /** What it calls the versions of a registered model, from 0 on; `1`, `2` and so on, if left out. */
  readonly versionName?: (index: number) => string;
  /** Checks that it is known to fail, each with a reason. They still run, and must still fail. */
  readonly waivers?: readonly Waiver[];
  /** `id` is what the source is called in the config. */
  open(data: SampleData, id: string): Promise<OpenTarget>;
  /**
   * Of a tracker that is files on disk: the same, where files of one run cannot be read. Left out where a server keeps
   * them.
   */
  openDamaged?(data: SampleData, id: string): Promise<DamagedTarget>;
}

export interface DamagedTarget extends OpenTarget {
  /** How answers name what cannot be read. */
  readonly damaged: string;
  /** The key of the sample run that was in it. */
  readonly lostRun: string;
}

export interface StoredArtifacts {
  /** Datasets that runs read, with digest and role. */
  readonly datasets: boolean;
  /** Files of runs, all in one artifact a run. */
  readonly files: boolean;
  /** Models that runs made and read. */
  readonly models: boolean;
  /** Models that were registered, with aliases. */
  readonly registry: boolean;
}

/** Its artifacts, if it keeps any, are of other kinds than those of the sample. */
export const nothingStored: StoredArtifacts = { datasets: false, files: false, models: false, registry: false };

export interface Waiver {
  readonly check: string;
  readonly reason: string;
  /** The version of the tracker that it was seen with. */
  readonly version: string;
}

/** A target that holds the data set. */
export interface OpenTarget {
  /** A gateway over the target alone. */
  readonly gateway: Gateway;
  readonly source: Source;
  /** From the key of a sample run to its native id. */
  readonly runIds: ReadonlyMap<string, string>;
  close(): Promise<void>;
}
