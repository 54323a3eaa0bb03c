import { RungraphError } from '../contract/error.ts';

/** Nobody's message begins so by chance. */
const mark = '\u0001untold: ';

/** What a scalar throws for data that it cannot tell: the executor keeps the message, and nothing else of it. */
export function untold(reason: string): Error {
  return new Error(`${mark}${reason}`);
}

/** What GraphQL's own scalars say of data that they cannot tell. */
const ownRefusal = /^(?:Int|Float|String|Boolean|ID) cannot represent /;

/** The coded error that such a message stands for. */
export function readUntold(message: string): RungraphError | undefined {
  if (message.startsWith(mark)) return new RungraphError('PROTOCOL', message.slice(mark.length));
  if (!ownRefusal.test(message)) return undefined;
  return new RungraphError('PROTOCOL', 'What the tracker told here is not of the kind that this field tells.', {
    detail: message,
  });
}
