import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { openSide } from '../../../src/core/migrate/side.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { Target } from '../../conformance/target.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { openSdk } from './sdk.ts';

/** The canonical runs of a tracker, moved into the emulator, with the SDK beside it. */
export async function moveIntoEmulator(target: Target | undefined) {
  if (target === undefined) throw new Error('no target');
  const opened = await target.open(canonicalData, 'old');
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  const sdk = openSdk(emulator.url);
  const settings = { tracker: 'wandb', url: emulator.url, apiKey: sampleKey };
  const places = await openPlaces({ new: settings }, [opened.source]);
  const { plan, wrong } = await places.move('old', 'new');
  return {
    emulator,
    sdk,
    plan,
    /** What was not moved. */
    wrong,
    /** Requests of the move alone: none came from the SDK by then. */
    moved: emulator.requests.length,
    from: openSide(opened.source, quietScope(), { patienceMs: 0 }),
    async close() {
      sdk.remove();
      await places.close();
      await emulator.close();
      await opened.close();
    },
  };
}

export type MovedIntoEmulator = Awaited<ReturnType<typeof moveIntoEmulator>>;
