import type { ErrorCode } from '../contract/error.ts';

/** How to mend a source that does not answer. `url` is null where it lies on disk. */
export function remedyFor(code: ErrorCode, url: string | null): string {
  return url === null ? (onDisk[code] ?? remedies[code]) : remedies[code];
}

const remedies: Readonly<Record<ErrorCode, string>> = {
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

const missing =
  'Check the folder in the config: a name that does not begin with a slash is looked for beside the config. Is its disk mounted?';

const onDisk: Readonly<Partial<Record<ErrorCode, string>>> = {
  NOT_FOUND: missing,
  UNAVAILABLE: missing,
  FORBIDDEN: 'Let the user that Rungraph runs as read the folder and what is in it.',
  PROTOCOL: 'The files are of another program, or damaged: copy them again.',
  TIMEOUT: 'The disk is slow: try to list the folder by hand; raise deadlineMs if it is only slow.',
};
