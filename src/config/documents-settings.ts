import { z } from 'zod';

/** Which documents clients may ask. */
export const documentsSettings = z.strictObject({
  trusted: z
    .string()
    .min(1)
    .describe(
      'A folder of .graphql files, or a manifest: of Apollo’s persisted queries, or a map of texts by their SHA-256. Relative to this file.',
    ),
  mode: z
    .enum(['enforce', 'report'])
    .default('report')
    .describe('enforce refuses every other document; report answers it, and the log tells of it once.'),
});

export type DocumentsSettings = z.infer<typeof documentsSettings>;
