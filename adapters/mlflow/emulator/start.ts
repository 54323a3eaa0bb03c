import type { Emulator } from '../../../src/contract/tracker.ts';
import { injectFaults, type InjectedFault, type ReceivedRequest } from '../../../src/emulator-kit/inject-faults.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { generationOf, type MlflowVersion } from './generation.ts';
import { openServer } from './open-server.ts';
import { seed } from './seed.ts';
import type { World } from './store/state.ts';

export interface MlflowEmulatorOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The runs it holds from the start. */
  readonly data: SampleData;
  /** Which server it imitates; the newest unless said. */
  readonly version?: MlflowVersion;
  /** Asked for every request: what to do in place of a proper answer, or before it. */
  readonly faults?: (request: ReceivedRequest) => InjectedFault | undefined;
}

export interface MlflowEmulator extends Emulator {
  /** Ids of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
  /** Ids of the logged models, by their keys. */
  readonly modelIds: ReadonlyMap<string, string>;
  /** Ids of the experiments, by name. */
  readonly projectIds: ReadonlyMap<string, string>;
  /** Every request that came, oldest first. */
  readonly requests: readonly ReceivedRequest[];
}

/** A server on loopback that speaks MLflow's tracking API, with the quirks of the version asked for. */
export async function startMlflowEmulator(options: MlflowEmulatorOptions): Promise<MlflowEmulator> {
  const world: World = {
    generation: generationOf(options.version ?? '3.17.2'),
    now: Date.now,
    experiments: new Map(),
    runs: new Map(),
    datasets: new Map(),
    models: new Map(),
    registry: new Map(),
  };
  const seeded = seed(world, options.data);
  const requests: ReceivedRequest[] = [];
  const app = openServer(
    world,
    injectFaults(requests, (received) => received, options.faults),
  );
  const url = await app.listen({ port: options.port, host: '127.0.0.1' });
  return { ...seeded, url, source: { url }, requests, close: () => app.close() };
}
