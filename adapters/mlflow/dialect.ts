/** Which server answers, as far as it changes how it is asked. */
export interface Dialect {
  readonly product: 'mlflow' | 'fasttrackml';
  /** As the server spells it; null where it does not tell. */
  readonly version: string | null;
  /** The workspaces header may be sent. */
  readonly workspaces: boolean;
  /** GET metrics/get-history-bulk: one metric of many runs. Since 2.2. */
  readonly bulkHistory: boolean;
  /** GET metrics/get-history-bulk-interval: the same, sampled by the server. Since 2.11. */
  readonly sampledHistory: boolean;
  /** It samples every run by itself, by rows. Before, all runs of a call shared one set of steps. */
  readonly samplesRows: boolean;
  /** `IS NULL` for params and tags. Since 3.11. */
  readonly isNull: boolean;
  /** Logged models, and runs that name them. Since 3.0. */
  readonly loggedModels: boolean;
  /**
   * What filters take a NaN for: the 0 that it is stored as (up to 3.11), or a NaN, which matches `!=` alone (3.17).
   * When it changed between the two is not known.
   */
  readonly nan: 'zero' | 'nan' | 'either';
}

export interface ServerFacts {
  readonly version: string | null;
  /** The Server header of its answers. */
  readonly server: string;
  readonly workspaces: boolean;
}

/** An unknown version is taken for a new MLflow: what it cannot do is noticed by its 404. */
export function dialectOf({ version, server, workspaces }: ServerFacts): Dialect {
  if (/fasttrackml/i.test(server)) {
    return {
      product: 'fasttrackml',
      version,
      workspaces: false,
      bulkHistory: true,
      sampledHistory: false,
      samplesRows: false,
      isNull: false,
      loggedModels: false,
      nan: 'either',
    };
  }
  const since = (major: number, minor: number): boolean => isSince(version, major, minor);
  return {
    product: 'mlflow',
    version,
    workspaces,
    bulkHistory: since(2, 2),
    sampledHistory: since(2, 11),
    samplesRows: since(3, 17),
    isNull: since(3, 11),
    loggedModels: since(3, 0),
    nan: version === null ? 'either' : since(3, 17) ? 'nan' : since(3, 12) ? 'either' : 'zero',
  };
}

/** Where the pages of the server begin: FastTrackML's own address opens a choice of two. */
export function pagesUrlOf(baseUrl: string, { product }: Dialect): string {
  return product === 'fasttrackml' ? `${baseUrl}/mlflow` : baseUrl;
}

function isSince(version: string | null, major: number, minor: number): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version ?? '');
  if (match === null) return true;
  const [have, haveMinor] = [Number(match[1]), Number(match[2])];
  return have > major || (have === major && haveMinor >= minor);
}
