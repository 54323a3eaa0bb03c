import { z } from 'zod';
import { makePlan } from '../../src/core/migrate/make-plan.ts';
import { assembleConfig } from '../../test/support/assemble.ts';
import { quietScope } from '../../test/support/quiet-scope.ts';
import { answerQuestions, serveChild } from './children.ts';

// Plans to move an archive into another one, shallow or deep, and answers the seconds.

const argument = z.object({ path: z.string(), archive: z.string() });

await serveChild(async (given) => {
  const { path, archive } = argument.parse(given);
  const gateway = await assembleConfig({ old: { tracker: 'neptune', path }, new: { tracker: 'neptune', archive } });
  const world = { sources: gateway.sources, scope: quietScope(), patienceMs: 30_000 };
  answerQuestions(async (question) => {
    const began = performance.now();
    await makePlan({
      ...world,
      ...{ from: 'old', to: 'new', where: null, archived: 'INCLUDE', artifacts: { kind: 'all' }, running: 'skip' },
      ...{
        strict: false,
        allow: [],
        projects: new Map<string, string>(),
        models: true,
        knownAs: null,
        deep: question === 'deep',
      },
    });
    return (performance.now() - began) / 1000;
  });
  return '';
});
