import type { CallContext } from './context.ts';
import type { NewTag } from './writer.ts';

/** A model of the target's registry, as far as a move must know it. */
export interface ModelThere {
  readonly modelId: string;
  /** `source/native id` of the model that it was copied from; null for one that somebody else made. */
  readonly from: string | null;
  readonly versions: readonly VersionThere[];
}

export interface VersionThere {
  readonly versionId: string;
  /** As the target counts. */
  readonly version: string;
  /** The same of the version that it was copied from. */
  readonly from: string | null;
  readonly aliases: readonly string[];
}

/** Times are epoch milliseconds. */
export interface NewModel {
  readonly name: string;
  readonly from: string;
  readonly description: string | null;
  readonly tags: readonly NewTag[];
  readonly createdAt: number | null;
}

export interface NewVersion {
  readonly modelId: string;
  readonly from: string;
  /** As the source counts. */
  readonly version: string;
  readonly description: string | null;
  readonly tags: readonly NewTag[];
  readonly createdAt: number | null;
  /** The run that it came from, by its native id at the target. */
  readonly runId: string | null;
  /** Where it lies among the files of that run; null where it is none of them. Empty: all of them. */
  readonly path: string | null;
  /** Where it lies otherwise. */
  readonly uri: string | null;
}

export interface VersionNames {
  readonly versionId: string;
  readonly aliases: readonly string[];
  /** A stage that the target has; null for none. */
  readonly stage: string | null;
}

/**
 * Writes into the tracker's registry. Optional as a whole: without it, models are lost, which is counted. What it takes
 * is said by `WriteTable.models`. Nothing else of a registry is changed.
 */
export interface ModelWriter<Context extends CallContext = CallContext> {
  /** The model of this name with all its versions; null where there is none. */
  findModel(context: Context, name: string): Promise<ModelThere | null>;

  /** Identity: the name. @throws CONFLICT where the name is taken. */
  createModel(context: Context, model: NewModel): Promise<{ readonly modelId: string }>;

  /** Makes another version whenever it is called: `findModel` tells whether an earlier call arrived. */
  createVersion(context: Context, version: NewVersion): Promise<Omit<VersionThere, 'from' | 'aliases'>>;

  /** Gives a version its stage and other names, which no other version of the model has then. May be said again. */
  nameVersion(context: Context, names: VersionNames): Promise<void>;
}
