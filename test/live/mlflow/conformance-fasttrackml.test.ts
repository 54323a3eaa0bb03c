import { keepOnFastTrackMl } from '../../adapters/mlflow/limitations.ts';
import { describeConformance } from '../../conformance/suite.ts';
import { startFastTrackMl } from './servers.ts';
import { scale, target } from './target.ts';

describeConformance(target('FastTrackML 0.6.0', startFastTrackMl, { keep: keepOnFastTrackMl }), {
  questions: 1000 * scale,
  seed: 1,
});

/** The server keeps what was sent last as the latest point of a metric, whatever its step; LAST is pushed as it is there. */
const asSent = (check: string) => ({
  check,
  reason: 'the latest point is the one that was sent last',
  version: '0.6.0',
});

describeConformance(
  target(
    'FastTrackML 0.6.0, filled point by point',
    startFastTrackMl,
    { keep: keepOnFastTrackMl, pointByPoint: true },
    [asSent('random-questions'), asSent('exact-clauses')],
  ),
  // Few random questions tell the two apart: so many do, whatever is asked beside them.
  { questions: 1000 * scale, seed: 4 },
);
