import { z } from 'zod';

const most = (least: number, highest: number) => z.number().int().min(least).max(highest);

export const exportSettings = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Where finished Parquet files lie, and what is too much for memory; a folder of the user's caches, if left out.",
    )
    .meta({ file: true }),
  folderMb: most(1, 10_000_000)
    .default(4_096)
    .describe('The most that finished files take together, in MiB; the oldest go first.'),
  freshMs: most(0, 86_400_000)
    .default(10_000)
    .describe('How long a finished file is the answer to the same question, in milliseconds.'),
  ageMs: most(1_000, 604_800_000)
    .default(3_600_000)
    .describe('How long a reader may go on in a finished file by ranges, in milliseconds.'),
  concurrent: most(1, 10_000)
    .default(4)
    .describe(
      'How many exports of one caller may be under way at a time, at each replica. The owner of the machine has no limit.',
    ),
  rows: most(1, 1_000_000_000).default(1_000_000).describe('How many runs an export may read of each source.'),
  columns: most(1, 1_000_000).default(10_000).describe('How many columns an export may have.'),
  deadlineMs: most(1, 86_400_000)
    .default(3_600_000)
    .describe('How long an export may take at each source, in milliseconds.'),
});

export type ExportSettings = z.infer<typeof exportSettings>;
