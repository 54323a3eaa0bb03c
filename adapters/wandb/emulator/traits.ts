/**
 * How a server settles what the documents leave open. What real ones do is not known, so there are two that differ in
 * all of it: a client that is right on both relies on none of it.
 */
export interface Traits {
  readonly name: 'hosted' | 'local';
  /** `$ne` and `$nin` match where there is no value, as in MongoDB; in SQL nothing but IS NULL does. */
  readonly missingIsUnequal: boolean;
  /** Text is compared as a collation does that takes no notice of case. */
  readonly ignoresCase: boolean;
  /** Values of two kinds are never compared; else they are ordered by their kind. */
  readonly comparesWithinKinds: boolean;
  /** A path finds keys that hold dots; else a dot always goes one level down. */
  readonly findsDottedKeys: boolean;
  /** A null in a config is there for `$exists`. */
  readonly nullExists: boolean;
  /** Times are compared as times; else as the text that the server writes. */
  readonly comparesTimes: boolean;
  /** Sample keys with dots become nested config and nested summaries. */
  readonly nestsSamples: boolean;
  /** A config that is sent joins the one that is there; else it takes its place. */
  readonly joinsConfigs: boolean;
  /** A line that is sent again takes the place of the one that is there; else it is passed over. */
  readonly writesLinesOver: boolean;
  /** The summary of a stream is a file of the run, too. */
  readonly keepsSummaryFile: boolean;
}

const hosted: Traits = {
  name: 'hosted',
  missingIsUnequal: true,
  ignoresCase: false,
  comparesWithinKinds: true,
  findsDottedKeys: true,
  nullExists: true,
  comparesTimes: true,
  nestsSamples: false,
  joinsConfigs: true,
  writesLinesOver: true,
  keepsSummaryFile: true,
};

const local: Traits = {
  name: 'local',
  missingIsUnequal: false,
  ignoresCase: true,
  comparesWithinKinds: false,
  findsDottedKeys: false,
  nullExists: false,
  comparesTimes: false,
  nestsSamples: true,
  joinsConfigs: false,
  writesLinesOver: false,
  keepsSummaryFile: false,
};

export const traits = { hosted, local } as const;
