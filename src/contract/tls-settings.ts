import { z } from 'zod';

/** Config keys of an encrypted connection, whatever is at its other end. */
export const tlsSettings = z.strictObject({
  caFile: z.string().optional().describe('PEM file with the certificate authorities to trust.').meta({ file: true }),
  certFile: z
    .string()
    .optional()
    .describe("PEM file with the gateway's own certificate and its key.")
    .meta({ file: true }),
  rejectUnauthorized: z.boolean().optional().describe('false accepts any certificate: for experiments only.'),
});

/** Paths are absolute. */
export type TlsSettings = z.infer<typeof tlsSettings>;
