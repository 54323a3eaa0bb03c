import type { FastifyRequest } from 'fastify';
import type { Emulator } from '../../../src/contract/tracker.ts';
import { injectFaults, type InjectedFault, type ReceivedRequest } from '../../../src/emulator-kit/inject-faults.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { features } from './features.ts';
import { openServer } from './open-server.ts';
import { seed } from './store/seed.ts';
import type { World } from './store/world.ts';
import { traits, type Traits } from './traits.ts';

export interface WandbEmulatorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The runs it holds from the start. */
  readonly data: SampleData;
  /** How it settles what the documents leave open; as a hosted one, unless said. */
  readonly traits?: Traits['name'];
  /** Features that are on; all, unless said. */
  readonly features?: readonly string[];
  /** Fields that it does not have, as `Run.computeSeconds`: an older server. */
  readonly without?: readonly string[];
  readonly rejectedKeys?: readonly string[];
  readonly prefix?: string;
  /** Asked for every request: what to do in place of a proper answer, or before it. */
  readonly faults?: (request: ReceivedDocument) => InjectedFault | undefined;
}

export interface ReceivedDocument extends ReceivedRequest {
  /** The document of a GraphQL request; empty elsewhere. */
  readonly query: string;
  /** Its variables as JSON; empty elsewhere. */
  readonly variables: string;
  /** What a script sends of its run while it goes on, as JSON; empty elsewhere. */
  readonly stream: string;
}

export interface WandbEmulator extends Emulator {
  /** Native ids of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
  /** Every request that came, oldest first. */
  readonly requests: readonly ReceivedDocument[];
  /** What it keeps, for tests that change it. */
  readonly world: World;
}

/** A key that it takes, as it takes any of 40 or more letters. */
export const sampleKey = 'emulated'.repeat(5);

/** A server on loopback that speaks to the SDK as the backend of W&B does. */
export async function startWandbEmulator(options: WandbEmulatorOptions): Promise<WandbEmulator> {
  const world: World = {
    viewer: 'harvest-lab',
    organization: { name: 'Harvest', entity: 'harvest-org' },
    traits: traits[options.traits ?? 'hosted'],
    features: new Set(options.features ?? features),
    now: Date.now,
    projects: [],
    artifacts: [],
    collections: [],
    uploads: new Map(),
    url: '',
    numbers: 0,
  };
  const runIds = seed(world, options.data);
  const requests: ReceivedDocument[] = [];
  const { prefix = '', rejectedKeys = [], without = [] } = options;
  const app = openServer(
    world,
    { prefix, rejectedKeys, without },
    injectFaults(requests, (received, request) => ({ ...received, ...documentOf(request) }), options.faults),
  );
  world.url = `${await app.listen({ port: options.port, host: '127.0.0.1' })}${prefix}`;
  const source = { url: world.url, apiKey: sampleKey };
  return { url: world.url, source, runIds, requests, world, close: () => app.close() };
}

function documentOf({ url, body }: FastifyRequest): Pick<ReceivedDocument, 'query' | 'variables' | 'stream'> {
  const stream = url.endsWith('/file_stream') && Buffer.isBuffer(body) ? body.toString() : '';
  const none = { query: '', variables: '', stream };
  if (!url.endsWith('/graphql') || !Buffer.isBuffer(body)) return none;
  try {
    const json = parseJson(body.toString());
    if (typeof json !== 'object' || json === null || !('query' in json)) return none;
    return { query: String(json.query), variables: 'variables' in json ? writeJson(json.variables) : '', stream };
  } catch {
    return none;
  }
}
