import type { LossCode, WriteTable } from '../../contract/write-table.ts';
import type { LossCounts } from './fit/losses.ts';
import type { FileImage } from './image/run-image.ts';
import type { Side } from './side.ts';
import type { FilePolicy } from './source-files.ts';

/** What moving any run of a plan needs. */
export interface Moving {
  readonly from: Side;
  readonly to: Side;
  readonly table: WriteTable;
  readonly policy: FilePolicy;
  /** Losses that are allowed; null where all are. */
  readonly allowed: ReadonlySet<LossCode> | null;
  /** What a run of the source is called at the target: `source/native id`. */
  readonly nameOf: (nativeId: string) => string;
  /** From copies of the target to what they were copied from. */
  readonly fromOf: (copyId: string) => string | undefined;
  /** A copy is there, by what it was copied from. */
  readonly noteCopy: (copyId: string, from: string) => void;
}

/** One run that is moved. */
export interface MoveItem {
  readonly id: string;
  readonly fingerprint: string | null;
  /** At the target. */
  readonly projectId: string;
  readonly parentCopy: string | null;
  /** The copy that an earlier attempt made; null where there is none. */
  readonly copy: string | null;
  readonly sent: ReadonlyMap<string, FileImage>;
}

/** Told of what happens, so that it is remembered before anything is built on it. */
export interface MoveEvents {
  readonly onCreated: (copyId: string) => Promise<void>;
  readonly onFile: (target: string, image: FileImage) => Promise<void>;
  readonly onPoints: (count: number) => void;
}

export interface Moved {
  readonly id: string;
  readonly digest: string;
  readonly points: number;
  readonly files: number;
  readonly bytes: number;
  readonly losses: LossCounts;
  /** The run is not as it was when the plan was made. */
  readonly changed: boolean;
}
