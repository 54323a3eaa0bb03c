import type { ErrorCode } from '../contract/error.ts';

/** How to mend a source that does not answer. */
export const remedies: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'Check auth of this source: user name and password, or token; is the environment variable right?',
  FORBIDDEN: 'Ask the tracker’s administrator for read access, or use other credentials.',
  NOT_FOUND: 'Check the URL of this source and its path prefix.',
  INVALID_QUERY: 'The server refuses plain requests: check that its version is one that Rungraph supports.',
  UNSUPPORTED: 'The server lacks what Rungraph needs: check its version.',
  RATE_LIMITED: 'Wait, and ask for a higher limit if this comes again.',
  TIMEOUT: 'The tracker is slow or unreachable: try it in a browser; raise deadlineMs if it is only slow.',
  UNAVAILABLE: 'Is the tracker running, and can this machine reach it? Try its URL in a browser.',
  PROTOCOL: 'Something else answers at this URL: check the address, the path prefix and the proxy before it.',
  CONFLICT: 'Try again.',
  CANCELLED: 'Try again.',
  INTERNAL: 'This is a mistake in Rungraph: please report it, with the log at --log-level info.',
};
