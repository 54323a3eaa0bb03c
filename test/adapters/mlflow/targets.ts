import { startMlflowEmulator, type MlflowEmulatorOptions } from '../../../adapters/mlflow/emulator/start.ts';
import type { Target } from '../../conformance/target.ts';
import { keepOnMlflow, keepOnMlflow2 } from './limitations.ts';
import { openMlflowTarget } from './open-target.ts';

function emulated(version: NonNullable<MlflowEmulatorOptions['version']>): Target {
  const isThird = version === '3.17.2';
  const keep = isThird ? keepOnMlflow : keepOnMlflow2;
  return {
    name: `the emulator of MLflow ${version}`,
    keep,
    artifacts: { datasets: true, files: true, models: isThird, registry: true },
    paramsAreText: true,
    async open(data, id) {
      const kept = { ...data, runs: data.runs.map(keep) };
      const emulator = await startMlflowEmulator({ port: 0, data: kept, version });
      return openMlflowTarget(emulator.url, id, emulator.runIds, () => emulator.close(), 'everything');
    },
  };
}

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [emulated('3.17.2'), emulated('2.22.5')];
