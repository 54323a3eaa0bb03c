import { expectSurvivedInMlflow } from './into-mlflow.ts';

test('60 runs into MLflow 3.17.2, killed ten times (seed 12)', () => expectSurvivedInMlflow('3.17.2', 12));
