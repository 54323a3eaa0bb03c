import type { Page } from './page.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { Clause } from './filter.ts';
import type { Json, Num } from './value.ts';

export const artifactTypes = [
  'DATASET',
  'MODEL',
  'CHECKPOINT',
  'EVALUATION',
  'TABLE',
  'MEDIA',
  'FILES',
  'OTHER',
] as const;
export type ArtifactType = (typeof artifactTypes)[number];

/** A fingerprint of content. Two are equal when algorithm and value are. */
export interface Digest {
  /** Such as `md5`; a tracker's own way of computing has the tracker's name in it, so that it equals no other. */
  readonly algorithm: string;
  readonly value: string;
}

/** A versioned thing that a run used or produced, as a tracker tells it. Times are epoch milliseconds, UTC. */
export interface Artifact {
  /** Unique among the artifacts of its source. The adapter finds the artifact by it alone, so it may hold a run's id. */
  readonly nativeId: string;
  /** Null where it belongs to no project, or to several. */
  readonly projectId: string | null;
  readonly name: string;
  readonly type: ArtifactType;
  /** The tracker's own word for the type. */
  readonly nativeType: string | null;
  readonly version: string | null;
  readonly aliases: readonly string[];
  readonly description: string | null;
  readonly metadata: { readonly [key: string]: Json } | null;
  readonly digest: Digest | null;
  /** All files together; null where telling would cost more than reading the artifact did. */
  readonly sizeBytes: Num | null;
  readonly uri: string | null;
  readonly url: string | null;
  readonly createdAt: number | null;
  /** Native id of the run that made it; null where none did. */
  readonly producedById: string | null;
  /** It holds the files that a run has beside named artifacts: its name is the adapter's, and nobody's own. */
  readonly loose?: true;
}

/** A file or folder of an artifact. */
export interface ArtifactFile {
  /** Below the artifact, with slashes, without one at either end. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Null for folders. */
  readonly sizeBytes: Num | null;
  readonly digest: Digest | null;
  readonly contentType: string | null;
}

/**
 * Artifacts and their files. Optional as a whole: without it, a source's artifacts are UNSUPPORTED. What kinds of
 * artifacts there are is said by `Capabilities.artifacts`.
 */
export interface ArtifactReader<Context extends CallContext = CallContext> {
  /** Ids in, the same length and order out; null says that the tracker has no such artifact. Batched as it can. */
  getArtifacts(context: Context, ids: readonly string[]): Promise<readonly (Artifact | RungraphError | null)[]>;

  /**
   * One page of artifacts, each once, in an order that stays the same from page to page. `wanted` is a hint: what does
   * not match may be left out or not, since the core checks again; what matches must be there. May return fewer than
   * the limit, even none, and still go on.
   */
  listArtifacts(context: Context, search: ArtifactSearch): Promise<ArtifactPage>;

  /**
   * One page of the files of a folder, by path in code point order: those right in it with its folders, or, with
   * `recursive`, the files of all folders below without the folders. Throws NOT_FOUND where there is no such folder and
   * INVALID_QUERY where it is a file. A dataset that the tracker only describes has no files: then UNSUPPORTED.
   */
  listFiles(context: Context, request: FilesRequest): Promise<FilesPage>;

  /**
   * Opens a file for one reading. Throws NOT_FOUND where there is none and INVALID_QUERY where it is a folder. The
   * signal of the context cuts the body too. The path is checked: relative, without empty parts, `.` and `..`; a
   * name in it may hold backslashes, which lead nowhere on Windows either.
   */
  openFile(context: Context, request: FileRequest): Promise<OpenFile | OutOfRange>;
}

export interface ArtifactSearch {
  /** Native ids; null for every project. What belongs to no single project belongs to all of its users'. */
  readonly projects: readonly string[] | null;
  readonly wanted: WantedArtifacts;
  readonly limit: number;
  /** `next` of an earlier page of the same search; null for the first. */
  readonly after: string | null;
}

/** Every member that is not null must hold. */
export interface WantedArtifacts {
  readonly type: ArtifactType | null;
  /** Comparisons of the name; all must hold; their field is `name`. */
  readonly name: readonly Clause[];
  /** Any of these. */
  readonly digests: readonly WantedDigest[] | null;
  readonly alias: string | null;
}

export interface WantedDigest {
  /** Null for any. */
  readonly algorithm: string | null;
  readonly value: string;
}

export interface ArtifactPage extends Page<Artifact> {
  /** Why artifacts are missing for good, for the reader of the list; left out where none are. */
  readonly partial?: string;
}

export interface FilesRequest {
  readonly artifactId: string;
  /** Of the artifact; null where it belongs to no single one. */
  readonly projectId: string | null;
  /** The folder; empty for the top one. */
  readonly path: string;
  readonly recursive: boolean;
  readonly limit: number;
  readonly after: string | null;
}

export interface FilesPage extends Page<ArtifactFile> {
  /** How many there are in all, where the tracker tells. */
  readonly total?: number;
}

export interface FileRequest {
  readonly artifactId: string;
  readonly path: string;
  /** Null for the whole file. An adapter whose tracker has no ranges may answer with the whole file. */
  readonly range: WantedRange | null;
}

/** Bytes from `from` to `to` (both included; null: to the end), or the last so many. */
export type WantedRange = { readonly from: number; readonly to: number | null } | { readonly last: number };

/** A file that is open. The opener reads `body` to its end or calls `close`. */
export interface OpenFile {
  /** The whole file's, whatever part of it is sent; null where the tracker does not tell. */
  readonly sizeBytes: number | null;
  /** Which bytes `body` holds, both ends included; null for all of them. */
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly contentType: string | null;
  readonly digest: Digest | null;
  /** Changes whenever the content does, as the tracker sent it (with quotes); null without one. */
  readonly etag: string | null;
  /** Read once, piece by piece. Throws where it breaks off: an end is the whole body. */
  readonly body: AsyncIterable<Uint8Array>;
  /** May be called twice. */
  close(): void;
}

/** The range asked for begins behind the end of the file. */
export interface OutOfRange {
  readonly outOfRange: true;
  readonly sizeBytes: number | null;
}
