import { keepOnMlflow2 } from '../../adapters/mlflow/limitations.ts';
import { describeConformance } from '../../conformance/suite.ts';
import { startMlflow } from './servers.ts';
import { scale, target } from './target.ts';

describeConformance(
  target('MLflow 2.22.5', () => startMlflow('mlflow-2'), { keep: keepOnMlflow2, artifacts: 'files' }),
  { questions: 150 * scale, seed: 2 },
);
