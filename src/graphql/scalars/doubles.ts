import { endianness } from 'node:os';
import { GraphQLScalarType } from 'graphql';
import { isDoubles } from '../../contract/series.ts';

const isBigEndian = endianness() === 'BE';

/** Base64 of doubles, little-endian. Never an input. */
export const doublesScalar = new GraphQLScalarType<never, string>({
  name: 'Doubles',
  serialize(value) {
    if (!isDoubles(value)) throw new TypeError('Doubles holds an array of doubles.');
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return (isBigEndian ? Buffer.from(bytes).swap64() : bytes).toString('base64');
  },
});
