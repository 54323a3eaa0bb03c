import type { RungraphError } from '../contract/error.ts';
import type { Scope } from '../core/scope.ts';
import type { Sources } from '../core/sources/sources.ts';
import type { Loaders } from './loaders.ts';

/** What every resolver of one request shares. */
export interface RequestContext {
  readonly scope: Scope;
  readonly sources: Sources;
  readonly loaders: Loaders;
  /** Errors of values inside a column, which cannot be null by themselves: they go beside the answer. */
  readonly sideErrors: RungraphError[];
}
