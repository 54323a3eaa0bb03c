import { startAimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { nothingStored, type Target } from '../../conformance/target.ts';
import { keepOnAim } from './limitations.ts';
import { openAimTarget } from './open-target.ts';

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [
  {
    name: 'the emulator of Aim 3.29',
    keep: keepOnAim,
    paramsAreText: false,
    keepsEpochs: true,
    artifacts: nothingStored,
    async open(data, id) {
      const emulator = await startAimEmulator({ port: 0, data: { ...data, runs: data.runs.map(keepOnAim) } });
      return openAimTarget(emulator.url, id, emulator.runIds, () => emulator.close(), 'everything');
    },
  },
];
