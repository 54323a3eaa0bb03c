import { describeConformance } from '../../conformance/suite.ts';
import { startMlflow } from './servers.ts';
import { scale, target } from './target.ts';

describeConformance(
  target('MLflow 3.17.2', () => startMlflow('mlflow-3'), { artifacts: 'logged models' }),
  { questions: 150 * scale, seed: 3 },
);
