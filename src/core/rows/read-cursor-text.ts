/** The JSON that a cursor spells; undefined for text that is no cursor of ours, since clients may send anything. */
export function readCursorText(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
