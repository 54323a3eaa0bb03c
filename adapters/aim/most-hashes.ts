/** The most that one search is asked for by hash. */
export const mostHashes = 100;
