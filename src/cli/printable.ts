/** Control characters, and marks that turn the direction of text round: a terminal obeys them. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text from outside, fit for a terminal: what a terminal would obey is shown as an escape, such as `\x1b`. Line breaks
 * and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (letter) => {
    if (letter === '\n' || letter === '\t') return letter;
    const code = letter.charCodeAt(0).toString(16);
    return letter < '\u0100' ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
