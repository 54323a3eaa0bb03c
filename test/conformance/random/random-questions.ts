import type { OracleRun } from '../oracle/oracle-run.ts';
import type { Question } from '../oracle/question.ts';
import type { Draw } from './draw.ts';
import { createDraw } from './draw.ts';
import { createRandom } from './random.ts';
import { randomFilter } from './random-filter.ts';
import { randomOrder } from './random-order.ts';

/** A question with the size of its pages: the variables of the query `runs`. */
export interface RandomQuestion extends Question {
  readonly first: number;
}

export interface QuestionOptions {
  readonly seed: number;
  readonly count: number;
  /**
   * Params may be compared with bigints too. Such a question can only be written as literals of a document, where a
   * double beyond 2^53 must be written with an exponent; without them every question is JSON.
   */
  readonly bigints?: boolean;
}

/** Questions about runs; the same runs and options give the same questions. */
export function randomQuestions(runs: readonly OracleRun[], options: QuestionOptions): readonly RandomQuestion[] {
  const draw = createDraw(createRandom(options.seed), runs, options.bigints ?? false);
  return Array.from({ length: options.count }, () => randomQuestion(draw));
}

function randomQuestion(draw: Draw): RandomQuestion {
  const { random } = draw;
  return {
    ...(random.chance(0.95) ? { filter: randomFilter(draw) } : {}),
    ...(random.chance(0.9) ? { orderBy: randomOrder(draw) } : {}),
    ...(random.chance(0.5) ? { archived: random.pick(['EXCLUDE', 'INCLUDE', 'INCLUDE', 'ONLY']) } : {}),
    first: random.integer(1, 30),
  };
}
