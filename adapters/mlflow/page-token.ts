/**
 * A page token is base64 of `{"offset":N}`. FastTrackML loses the last bytes of some, so that it cannot read its own
 * tokens: offsets are kept here, and written whole.
 */
export function offsetOf(token: string): number | undefined {
  const match = /^\{"offset":\s*(\d+)/.exec(Buffer.from(token, 'base64').toString());
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The server's token for an offset; a position of a host whose tokens are of another form is passed on as it came. */
export function tokenOf(position: string): string {
  if (!/^\d+$/.test(position)) return position;
  return Buffer.from(JSON.stringify({ offset: Number(position) })).toString('base64');
}
