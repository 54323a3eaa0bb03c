// What a well-meant stream stays below. A stream that claims more is broken, and must not cost memory.

/** Bytes of one path. Keep-alive frames have keys of about 37,000 characters. */
export const mostPathBytes = 1 << 20;

/** Bytes of one value: a column of 64 million points. */
export const mostValueBytes = 1 << 29;

/** Keys of one path. */
export const mostDepth = 256;

/** Places of one list that no frame filled and that become null, in all lists of one root. */
export const mostGaps = 1 << 16;
