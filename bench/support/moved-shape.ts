import { z } from 'zod';

/** How a move went, as the process that made it tells. */
export const movedShape = z.object({
  /** Points a second, with every value read back. */
  rate: z.number(),
  /** MiB that the process held after a tenth of the points, and at the end. */
  earlyMb: z.number(),
  lateMb: z.number(),
  peakMb: z.number(),
});
export type Moved = z.infer<typeof movedShape>;
