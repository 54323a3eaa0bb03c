import {
  startWandbEmulator,
  type WandbEmulator,
  type WandbEmulatorOptions,
} from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { openAdapter } from './open-adapter.ts';

export interface Served {
  /** Starts an emulator, and an adapter that reads it. */
  readonly open: (options?: Partial<WandbEmulatorOptions>) => Promise<Adapter>;
  /** The one that runs. @throws before there is one. */
  readonly emulator: () => WandbEmulator;
  /** The native id of a run of the sample, by its key. */
  readonly idOf: (key: string) => string;
  /** Requests so far of one operation, by its name. */
  readonly asked: (operation: string) => number;
}

/** Runs that each test of a file serves and reads. What a test opens is closed behind it. */
export function served(data: SampleData): Served {
  let opened: { readonly emulator: WandbEmulator; readonly adapter: Adapter } | undefined;

  function emulator(): WandbEmulator {
    if (opened === undefined) throw new Error('nothing is served yet');
    return opened.emulator;
  }

  afterEach(async () => {
    await opened?.adapter.close();
    await opened?.emulator.close();
    opened = undefined;
  });

  return {
    async open(options = {}) {
      const started = await startWandbEmulator({ port: 0, data, ...options });
      opened = { emulator: started, adapter: openAdapter(started.source) };
      return opened.adapter;
    },
    emulator,
    idOf: (key) => emulator().runIds.get(key) ?? '',
    asked: (operation) => emulator().requests.filter(({ query }) => query.startsWith(`query ${operation}(`)).length,
  };
}
