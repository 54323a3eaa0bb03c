import type { RungraphError } from '../contract/error.ts';
import type { DownloadLinks } from '../core/artifacts/download-links.ts';
import type { ComparingSettings } from '../core/compare/comparing-settings.ts';
import type { ContentIndex } from '../core/lineage/content-index.ts';
import type { Scope } from '../core/scope.ts';
import type { Sources } from '../core/sources/sources.ts';
import type { DoWork } from '../core/work/works.ts';
import type { ArtifactLoaders } from './artifact-loaders.ts';
import type { Incomplete } from './incomplete.ts';
import type { Loaders } from './loaders.ts';

/** What every resolver of one request shares. */
export interface RequestContext {
  readonly scope: Scope;
  readonly sources: Sources;
  /** The present, in epoch milliseconds: the same for all that one request asks. */
  readonly askedAt: number;
  readonly loaders: Loaders & ArtifactLoaders;
  /** Which artifacts hold the same content, over all requests. */
  readonly content: ContentIndex;
  readonly links: DownloadLinks;
  /** What the config says of comparisons. */
  readonly comparing: ComparingSettings;
  /** Does what takes long, away from the event loop. */
  readonly work: DoWork;
  /** Gives the event loop to others where this request has held it for a while. */
  readonly turn: () => Promise<void>;
  /** Errors of values inside a column, which cannot be null by themselves: they go beside the answer. */
  readonly sideErrors: RungraphError[];
  /** What sources could not give, for clients that select no reports. */
  readonly incomplete: Incomplete;
  readonly outcome: Outcome;
}

/** What the executor says of the answer, for who sends it. */
export interface Outcome {
  /** Everything that was asked for is in it, without an error. False until the executor says so. */
  whole: boolean;
  /** How many requests trackers were expected to get for it. */
  estimated: number;
  /** How many values of columns were told so far. */
  values: number;
}
