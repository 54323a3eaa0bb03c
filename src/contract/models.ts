import type { Page } from './page.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { Tag } from './run.ts';

/** A registered model. Times are epoch milliseconds, UTC. */
export interface Model {
  /** Unique among the models of its source. */
  readonly nativeId: string;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly Tag[];
  readonly createdAt: number | null;
  readonly url: string | null;
}

/** A version of a registered model. */
export interface ModelVersion {
  /** Unique among the model versions of its source. */
  readonly nativeId: string;
  readonly modelId: string;
  readonly version: string;
  readonly aliases: readonly string[];
  readonly stage: string | null;
  readonly status: string | null;
  readonly tags: readonly Tag[];
  readonly description: string | null;
  readonly createdAt: number | null;
  /** Native id of the run that it came from. */
  readonly runId: string | null;
  /** Native id of the artifact that was registered. */
  readonly artifactId: string | null;
  /** Where among the files of that artifact it lies; empty: all of them. */
  readonly path: string;
  /** Where it lies where that is no artifact; null if unknown. */
  readonly uri: string | null;
}

export interface ModelSearch {
  /** Text in the name, in any case; null for every model. A hint: the core checks again. */
  readonly search: string | null;
  readonly limit: number;
  readonly after: string | null;
}

export interface ModelPage extends Page<Model> {
  /** Why models are missing for good, for the reader of the list; left out where none are. */
  readonly partial?: string;
}

export interface VersionsRequest {
  readonly modelId: string;
  readonly limit: number;
  readonly after: string | null;
}

/** The tracker's registry. Optional as a whole: without it, models are UNSUPPORTED. */
export interface ModelReader<Context extends CallContext = CallContext> {
  /** One page of registered models, each once, in an order that stays the same from page to page. */
  searchModels(context: Context, search: ModelSearch): Promise<ModelPage>;

  /** Ids in, the same length and order out; null says that there is no such model. */
  getModels(context: Context, ids: readonly string[]): Promise<readonly (Model | RungraphError | null)[]>;

  /** Requests in, the same length and order out: a page of each model's versions, newest first. */
  listVersions(
    context: Context,
    requests: readonly VersionsRequest[],
  ): Promise<readonly (Page<ModelVersion> | RungraphError)[]>;

  /** Ids in, the same length and order out; null says that there is no such version. */
  getVersions(context: Context, ids: readonly string[]): Promise<readonly (ModelVersion | RungraphError | null)[]>;
}
