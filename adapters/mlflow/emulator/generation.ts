/** The two servers that are imitated: today's, and the last of the second generation. */
export type MlflowVersion = '3.17.2' | '2.22.5';

/** What differs between the two, as far as a client can see it. */
export interface Generation {
  readonly version: MlflowVersion;
  /** GET server-info answers; before 3.10 it is unknown. */
  readonly serverInfo: boolean;
  /** Experiments name their workspace and runs have `outputs`. */
  readonly newFields: boolean;
  /** Errors carry `sqlstate` and `error_class` beside code and message. */
  readonly errorClasses: boolean;
  /** `IS NULL` and `IS NOT NULL`; since 3.11. */
  readonly isNull: boolean;
  /** Filters look at the flag of NaN. Before, NaN was the 0 that it is stored as. */
  readonly nanAware: boolean;
  /** get-history takes max_results and page_token. Before, it took neither and sent everything. */
  readonly pagedHistory: boolean;
  /** get-history-bulk-interval samples the rows of each run. Before, the steps of all runs together. */
  readonly samplesRows: boolean;
  /** Lists are read as Python reads a tuple. Before, single quotes were a must and items in upper case were dropped. */
  readonly pythonLists: boolean;
  /** runs/search gives a page token only where there is more. Before, it gave one after every full page. */
  readonly exactTokens: boolean;
  /** Experiment ids must be text that holds an integer. Before, numbers were made text, and other text matched nothing. */
  readonly strictIds: boolean;
  /** A row with NaN can be logged again like any other. Before, that was an error. */
  readonly repeatsNan: boolean;
  /** gunicorn refuses a longer request line. */
  readonly requestLineBytes: number;
  /** A dataset is known by name and digest in its experiment. Before, in all of them. */
  readonly datasetsPerExperiment: boolean;
  /** A filter on datasets beside one on params, tags, metrics or names breaks the SQL. */
  readonly datasetsStandAlone: boolean;
}

const generations: Readonly<Record<MlflowVersion, Generation>> = {
  '3.17.2': {
    version: '3.17.2',
    serverInfo: true,
    newFields: true,
    errorClasses: true,
    isNull: true,
    nanAware: true,
    pagedHistory: true,
    samplesRows: true,
    pythonLists: true,
    exactTokens: true,
    strictIds: true,
    repeatsNan: true,
    requestLineBytes: Number.POSITIVE_INFINITY,
    datasetsPerExperiment: true,
    datasetsStandAlone: false,
  },
  '2.22.5': {
    version: '2.22.5',
    serverInfo: false,
    newFields: false,
    errorClasses: false,
    isNull: false,
    nanAware: false,
    pagedHistory: false,
    samplesRows: false,
    pythonLists: false,
    exactTokens: false,
    strictIds: false,
    repeatsNan: false,
    requestLineBytes: 4094,
    datasetsPerExperiment: false,
    datasetsStandAlone: true,
  },
};

export function generationOf(version: MlflowVersion): Generation {
  return generations[version];
}
