import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

/**
 * Texts that are easily quoted, escaped, lowered or ordered in a wrong way, one row a run: the param `caption`, and the
 * tag and notes of the same run.
 */
const rows: readonly (readonly [string, string])[] = [
  ['it\'s "quoted" `twice`', "'"],
  ['100% _sure_', '100X Xsure'],
  ['100X Xsure', '100% _sure_'],
  ['C:\\temp\\new', 'C:/temp/new'],
  ['two\nlines', 'two lines'],
  ['École', 'école'],
  ['İstanbul', 'istanbul'],
  ['\u212Aelvin', 'kelvin'],
  ['Straße', 'STRASSE'],
  // In UTF-16 the first two of these come before the other two; by code point they come after them.
  ['\u{1F680} rocket', '\u{1D4B3} script'],
  ['\u{1D4B3} script', '\u{1F680} rocket'],
  ['\uFF5E wide tilde', '\uE000 private'],
  ['\uE000 private', '\uFFFD replacement'],
  ['Plain', 'plain'],
  ['plain', 'PLAIN'],
];

/** Runs with odd texts in params, tags, notes and names. */
export const runsOfTexts: readonly SampleRun[] = rows.map(([caption, other], index) =>
  specialRun(`text-${String(index).padStart(2, '0')}`, {
    // Names are one line in every tracker.
    name: caption.includes('\n') ? other : caption,
    notes: caption,
    params: [{ key: 'caption', value: caption }],
    tags: [{ key: 'caption', value: other }],
  }),
);
