import { z } from 'zod';
import { tlsSettings } from './tls-settings.ts';

/** Config keys of a source that is reached over HTTP. Trackers put these beside their own. */
export const httpSettings = {
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'must not hold credentials: write them under auth')
    .describe("The tracker's base URL, with its path prefix if it has one."),
  auth: z
    .discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('basic'),
        username: z.string().min(1).describe('User name.'),
        password: z
          .string()
          .describe('Password. Write ${VARIABLE} to take it from the environment.')
          .meta({ secret: true }),
      }),
      z.strictObject({
        type: z.literal('bearer'),
        token: z
          .string()
          .min(1)
          .describe('Token. Write ${VARIABLE} to take it from the environment.')
          .meta({ secret: true }),
      }),
    ])
    .optional()
    .describe('How the gateway authenticates; left out for a tracker without authentication.'),
  tls: tlsSettings.optional().describe('Options of an https:// connection.'),
};
