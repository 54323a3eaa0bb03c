import { randomInt } from 'node:crypto';

const manners = ['bold', 'calm', 'clever', 'gentle', 'merry', 'nimble', 'placid', 'wistful'];
const animals = ['auk', 'bear', 'crane', 'finch', 'hare', 'lynx', 'otter', 'wren'];

/** A name for a run that came without one. */
export function inventName(): string {
  return `${manners[randomInt(manners.length)]}-${animals[randomInt(animals.length)]}-${randomInt(1000)}`;
}
