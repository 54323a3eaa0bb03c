import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../../src/assemble/assemble-gateway.ts';
import { readConfig } from '../../src/config/load-config.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';

const log = { info: () => undefined, warn: () => undefined };
const ages = ['lists', 'running', 'finished', 'finishedSeries', 'missing'];

export interface BenchSource {
  readonly source: Readonly<Record<string, unknown>>;
  /** How long answers are fresh, in milliseconds; 0 keeps nothing. */
  readonly freshMs: number;
  /** Where adapters keep what can be had again. */
  readonly folder?: string;
}

/** A gateway as its users run it, over one source, `bench`, as a config names it. */
export function assembleBench({ source, freshMs: all, folder }: BenchSource): Promise<Gateway> {
  const freshMs = Object.fromEntries(ages.map((age) => [age, all]));
  const cache = all === 0 ? { staleMs: 0, errorMs: 0 } : {};
  const config = { cache, sources: { bench: { deadlineMs: 3_600_000, freshMs, ...source } } };
  // JSON is YAML.
  const read = readConfig(JSON.stringify(config), 'bench.yaml', { trackers, environment: {} });
  return assembleGateway(read, { log, ...(folder === undefined ? {} : { folder }) });
}
