import { z } from 'zod';
import type { TlsSettings } from '../contract/tls.ts';

/** Config keys of an encrypted connection, whatever is at its other end. */
export const tlsSettings = z.strictObject({
  caFile: z.string().optional().describe('PEM file with the certificate authorities to trust.').meta({ file: true }),
  certFile: z
    .string()
    .optional()
    .describe("PEM file with the gateway's own certificate and its key.")
    .meta({ file: true }),
  rejectUnauthorized: z.boolean().optional().describe('false accepts any certificate: for experiments only.'),
}) satisfies z.ZodType<TlsSettings>;
