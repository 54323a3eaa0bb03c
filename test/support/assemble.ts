import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../../src/assemble/assemble-gateway.ts';
import { readConfig } from '../../src/config/load-config.ts';
import type { AnyTracker, Log, OpenTracker } from '../../src/contract/tracker.ts';
import type { Source } from '../../src/core/sources/source.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { quietLog } from './quiet-scope.ts';

/** What a config says of a source, by its id. */
export type SourceConfigs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface AssembleOptions {
  /** Where adapters keep what can be had again. */
  readonly folder?: string;
  readonly log?: Log;
  /** How long answers are kept: not at all, or for as long as a test may take. */
  readonly keeps?: 'nothing' | 'everything';
  /** Other keys of the config. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Trackers that a config may name; those of the registry, if left out. */
  readonly known?: readonly AnyTracker[];
}

const ages = ['lists', 'running', 'finished', 'finishedSeries', 'missing'];
const hourMs = 3_600_000;

/** A gateway as its users run it, over sources as a config names them. */
export function assembleConfig(
  sources: SourceConfigs,
  { folder, log = quietLog, keeps = 'nothing', known = trackers, more = {} }: AssembleOptions = {},
): Promise<Gateway> {
  const freshMs = Object.fromEntries(ages.map((age) => [age, keeps === 'nothing' ? 0 : hourMs]));
  const kept = Object.entries(sources).map(([id, source]) => [id, { deadlineMs: 120_000, freshMs, ...source }]);
  const config = { ...more, cache: { staleMs: 0, errorMs: 0 }, sources: Object.fromEntries(kept) };
  // JSON is YAML.
  const read = readConfig(JSON.stringify(config), 'test.yaml', { trackers: known, environment: {} });
  return assembleGateway(read, { log, ...(folder === undefined ? {} : { folder }) });
}

/**
 * The same over one source of a tracker that a test has opened itself. Nothing is kept. The pause after many failures is
 * longer than a slow machine takes for what comes within it.
 */
export function assembleOpened(id: string, tracker: AnyTracker, opened: OpenTracker): Promise<Gateway> {
  const openMs = { first: 10_000, longest: 30_000 };
  const freshMs = { lists: 0, running: 0, finished: 0, finishedSeries: 0, missing: 0 };
  const source = { id, tracker, opened, deadlineMs: 120_000, concurrency: 4, freshMs, openMs };
  const cache = { memoryMb: 8, answersMb: 8, staleMs: 0, errorMs: 0 };
  return assembleGateway({ sources: [source], cache, server: {} }, { log: quietLog });
}

/** A source of a gateway, which must be there. */
export function sourceIn({ sources }: Gateway, id: string): Source {
  const source = sources.get(id);
  if (source === undefined) throw new Error(`the gateway has no source ${id}`);
  return source;
}
