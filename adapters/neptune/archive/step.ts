import type { Num } from '../../../src/contract/value.ts';

/**
 * A step in millionths, as an export stores it: a number where that is exact, else a bigint, so that two steps can be
 * compared exactly and cheaply.
 */
export type MicroStep = Num;

const microDigits = 6;
const million = 1_000_000;
/** How many 2^32 an exact number may have. */
const exactHigh = 2 ** 21;

/** Reads a stored decimal as the exporter writes it: eight bytes, big-endian, two's complement. Undefined for anything else. */
export function microStep(stored: unknown): MicroStep | undefined {
  if (!(stored instanceof Uint8Array) || stored.length !== 8) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = stored;
  const high = (a << 24) | (b << 16) | (c << 8) | d;
  const low = ((e << 24) | (f << 16) | (g << 8) | h) >>> 0;
  if (high < exactHigh && high >= -exactHigh) return high * 2 ** 32 + low;
  return BigInt(high) * 2n ** 32n + BigInt(low);
}

/** The same of any other decimal of bytes, big-endian, two's complement, with so many digits behind the point. */
export function microOfBytes(stored: Uint8Array, scale: number): MicroStep {
  const magnitude = stored.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return microOfDecimal(BigInt.asIntN(stored.length * 8, magnitude), scale);
}

/** Of a whole number of units, which has so many digits behind the point. More than six are cut off, as on export. */
export function microOfDecimal(units: bigint, scale: number): MicroStep {
  const micro =
    scale > microDigits ? units / 10n ** BigInt(scale - microDigits) : units * 10n ** BigInt(microDigits - scale);
  const number = Number(micro);
  return Number.isSafeInteger(number) ? number : micro;
}

/** Of a step as a double; undefined for what is no number. */
export function microOfDouble(step: number): MicroStep | undefined {
  if (!Number.isFinite(step)) return undefined;
  const number = Math.round(step * million);
  if (Number.isSafeInteger(number)) return number;
  const whole = Math.trunc(step);
  return BigInt(whole) * BigInt(million) + BigInt(Math.round((step - whole) * million));
}

/** The step that so many millionths are: the double nearest to the decimal. */
export function stepOf(micro: MicroStep): number {
  if (typeof micro === 'number') return micro / million;
  const whole = micro / BigInt(million);
  const rest = micro < 0n ? -(micro % BigInt(million)) : micro % BigInt(million);
  const sign = micro < 0n && whole === 0n ? '-' : '';
  return Number(`${sign}${whole}.${String(rest).padStart(6, '0')}`);
}

/** The same, with all digits of an integer that no double holds. */
export function exactStepOf(micro: MicroStep): Num {
  if (typeof micro === 'number' || micro % BigInt(million) !== 0n) return stepOf(micro);
  const whole = micro / BigInt(million);
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}

/** Of decimal text with at most six digits behind the point; undefined for anything else. */
export function microOfText(text: unknown): MicroStep | undefined {
  if (typeof text !== 'string') return undefined;
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const micro = BigInt(sign + whole + rest.padEnd(microDigits, '0'));
  const number = Number(micro);
  return Number.isSafeInteger(number) ? number : micro;
}

/** A step as such text: the nearest that has six digits. */
export function textOfStep(step: Num): string {
  return typeof step === 'bigint' ? String(step) : step.toFixed(microDigits);
}
