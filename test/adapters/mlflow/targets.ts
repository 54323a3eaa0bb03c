import { startMlflowEmulator, type MlflowEmulatorOptions } from '../../../adapters/mlflow/emulator/start.ts';
import type { Target } from '../../conformance/target.ts';
import { keepOnMlflow } from './limitations.ts';
import { openMlflowTarget } from './open-target.ts';

function emulated(version: NonNullable<MlflowEmulatorOptions['version']>): Target {
  return {
    name: `the emulator of MLflow ${version}`,
    keep: keepOnMlflow,
    paramsAreText: true,
    async open(data, id) {
      const kept = { ...data, runs: data.runs.map(keepOnMlflow) };
      const emulator = await startMlflowEmulator({ port: 0, data: kept, version });
      return openMlflowTarget(emulator.url, id, emulator.runIds, () => emulator.close());
    },
  };
}

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [emulated('3.17.2'), emulated('2.22.5')];
