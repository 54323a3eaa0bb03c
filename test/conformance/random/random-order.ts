import type { RunField, RunOrder, RunValue } from '../oracle/question.ts';
import type { Draw } from './draw.ts';
import { drawKey } from './draw.ts';
import { randomMetricRef } from './random-metric-ref.ts';

/** Every field that runs are sorted by. */
export const runFields = [
  'NAME',
  'STATUS',
  'STARTED_AT',
  'ENDED_AT',
  'DURATION_MS',
  'USER',
  'NOTES',
  'GROUP',
  'JOB_TYPE',
  'SOURCE',
  'PROJECT',
  'ID',
  'PARENT',
  'ARCHIVED',
] as const satisfies readonly RunField[];

/** No key to three keys of a sort, both directions, direction left out at times. */
export function randomOrder(draw: Draw): readonly RunOrder[] {
  const { random } = draw;
  return Array.from({ length: random.integer(0, 3) }, () => ({
    by: randomRunValue(draw),
    ...(random.chance(0.8) ? { direction: random.pick(['ASC', 'DESC']) } : {}),
  }));
}

function randomRunValue(draw: Draw): RunValue {
  const chosen = draw.random.next();
  if (chosen < 0.4) return { field: draw.random.pick(runFields) };
  if (chosen < 0.65) return { param: drawKey(draw, 'params') };
  return chosen < 0.8 ? { tag: drawKey(draw, 'tags') } : { metric: randomMetricRef(draw) };
}
