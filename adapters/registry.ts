import type { AnyTracker } from '../src/contract/tracker.ts';
import { aim } from './aim/index.ts';
import { mlflow } from './mlflow/index.ts';
import { neptune } from './neptune/index.ts';
import { wandb } from './wandb/index.ts';

/** Every tracker that Rungraph reads: one line each, and nowhere else. */
export const trackers: readonly AnyTracker[] = [mlflow, aim, wandb, neptune];
