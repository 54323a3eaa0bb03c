import { numberInput } from '../random/random-number.ts';
import type { RandomQuestion } from '../random/random-questions.ts';
import { unusualNumbers } from '../random/unusual-numbers.ts';
import type { NumberFilter, RunFilter } from '../oracle/question.ts';
import type { Check } from './check.ts';
import { inLanes } from './in-lanes.ts';
import { compareQuestion } from './questions.ts';

const clauses: readonly ((operators: NumberFilter) => RunFilter)[] = [
  (operators) => ({ metric: { key: 'loss', ...operators } }),
  (operators) => ({ metric: { key: 'acc', aggregate: 'MAX', ...operators } }),
  (operators) => ({ durationMs: operators }),
];

function questionsAbout(number: number): readonly RandomQuestion[] {
  const operand = numberInput(number);
  const operators: readonly NumberFilter[] = [{ gt: operand }, { lte: operand }];
  const about = clauses.flatMap((clause) => operators.map(clause));
  // As text, which a param can be compared with too, the infinities are no numbers.
  const params: readonly RunFilter[] = Number.isFinite(number)
    ? [{ param: { key: 'lr', gt: number } }, { param: { key: 'mixed', lte: number } }]
    : [];
  return [...about, ...params].map((filter) => ({ filter, archived: 'INCLUDE', first: 200 }));
}

export const checkNumberSizes: readonly Check[] = [
  {
    id: 'number-sizes',
    says: 'numbers of every size are understood in filters, however they are written',
    async run(conformance) {
      const questions = unusualNumbers.flatMap(questionsAbout);
      await inLanes(questions, (question, index) => compareQuestion(conformance, question, index, false));
    },
  },
];
