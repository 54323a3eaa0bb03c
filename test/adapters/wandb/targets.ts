import { sampleKey, startWandbEmulator, type WandbEmulatorOptions } from '../../../adapters/wandb/emulator/start.ts';
import { wandb } from '../../../adapters/wandb/index.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { Target } from '../../conformance/target.ts';
import { keepOnWandb } from './limitations.ts';
import { offline } from './offline-target.ts';

/** Two servers that differ in all that the documents leave open. */
function emulated(traits: NonNullable<WandbEmulatorOptions['traits']>): Target {
  return {
    name: `the emulator of W&B, ${traits}`,
    keep: keepOnWandb,
    artifacts: { datasets: true, files: true, models: true, registry: true },
    versionName: (index) => `v${index}`,
    paramsAreText: false,
    keepsSummaries: true,
    async open(data, id) {
      const kept = { ...data, runs: data.runs.flatMap((run) => keepOnWandb(run) ?? []) };
      const emulator = await startWandbEmulator({ port: 0, data: kept, traits });
      const { url, runIds } = emulator;
      const settings = { url, apiKey: sampleKey };
      return openTarget(wandb, { id, settings, runIds, close: () => emulator.close() });
    },
  };
}

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [emulated('hosted'), emulated('local'), offline];
