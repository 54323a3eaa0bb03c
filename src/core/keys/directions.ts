import { fitsGlob } from './glob.ts';

export const directions = ['MINIMIZE', 'MAXIMIZE'] as const;
export type Direction = (typeof directions)[number];
export type DirectionFrom = 'ASKED' | 'CONFIG' | 'NAME';

/** Which way a metric is good, and who says so. */
export interface ToldDirection {
  readonly direction: Direction;
  readonly from: DirectionFrom;
}

/** Patterns of metric keys, in which `*` is any text, in the order of the config. */
export type ConfiguredDirections = Readonly<Record<string, Direction>>;

/** As asked, else as configured: by the key itself, else by the first pattern that fits; else by its name; else null. */
export function directionOf(
  key: string,
  asked: Direction | null,
  configured: ConfiguredDirections,
): ToldDirection | null {
  if (asked !== null) return { direction: asked, from: 'ASKED' };
  const exact = Object.hasOwn(configured, key) ? configured[key] : undefined;
  const fitting = exact ?? Object.entries(configured).find(([pattern]) => fitsGlob(pattern, key))?.[1];
  if (fitting !== undefined) return { direction: fitting, from: 'CONFIG' };
  const named = directionOfName(key);
  return named === null ? null : { direction: named, from: 'NAME' };
}

const words: Readonly<Record<Direction, readonly string[]>> = {
  MINIMIZE: 'loss error err perplexity ppl rmse mse mae wer cer fid nll bpb'.split(' '),
  MAXIMIZE: 'acc accuracy f1 auc map miou bleu rouge precision recall reward return score r2 psnr ssim'.split(' '),
};

/** By the last whole word of a key that says it, in any case. Null where none does. */
export function directionOfName(key: string): Direction | null {
  const parts = key.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  for (const part of parts.reverse()) {
    const direction = directions.find((one) => words[one].includes(part));
    if (direction !== undefined) return direction;
  }
  return null;
}
