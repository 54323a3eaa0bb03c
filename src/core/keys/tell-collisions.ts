import type { Diagnostic } from '../../contract/adapter.ts';
import type { KeyPart } from '../../contract/projection.ts';
import type { Collision } from './collisions.ts';

const words: Readonly<Record<KeyPart, string>> = { params: 'param', metrics: 'metric', tags: 'tag' };

/** Keys that runs have under several names, as diagnostics of their source. */
export function tellCollisions(collisions: readonly Collision[]): readonly Diagnostic[] {
  return collisions.map(({ part, key, others, runs }) => ({
    severity: 'WARNING',
    code: 'KEY_COLLISION',
    message:
      `${runs} of the runs read so far have the ${words[part]} "${key}" under several names; ` +
      `${others.map((other) => `"${other}"`).join(', ')} keep their own there.`,
    remedy: `Put the name that is to count first in keys.${part} of the config, or take out the one that means something else.`,
    subject: `keys.${part}.${key}`,
  }));
}
