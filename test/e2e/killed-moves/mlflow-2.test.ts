import { expectSurvivedInMlflow } from './into-mlflow.ts';

// This server refuses a NaN that is sent twice.

test('60 runs into MLflow 2.22.5, killed ten times (seed 11)', () => expectSurvivedInMlflow('2.22.5', 11));
