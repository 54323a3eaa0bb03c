import { keepOnFastTrackMl, keepOnMlflow2 } from '../../adapters/mlflow/limitations.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import type { Target } from '../../conformance/target.ts';
import { aimServer } from '../aim/target.ts';
import { startFastTrackMl, startMlflow } from '../mlflow/servers.ts';
import { target } from '../mlflow/target.ts';

const [archive, , server] = neptune;
const [hosted, , local] = wandb;

/** Everything that runs are moved from, each filled with the canonical data set: real servers where there are some to run. */
export const sources: readonly Target[] = [
  ...[hosted, local, archive, server].flatMap((one) => one ?? []),
  target('MLflow 3.17.2', () => startMlflow('mlflow-3'), { artifacts: 'logged models' }),
  target('MLflow 2.22.5', () => startMlflow('mlflow-2'), { keep: keepOnMlflow2, artifacts: 'files' }),
  target('FastTrackML 0.6.0', startFastTrackMl, { keep: keepOnFastTrackMl }),
  aimServer,
];
