import { z } from 'zod';
import { tlsSettings } from './tls-settings.ts';

/** What to write in place of the address of a page of the tracker's; undefined where it is none. */
export type PageAdvice = (url: URL) => string | undefined;

/**
 * The base URL of a tracker. People paste the address of a page that they look at: what begins with # or ? is refused for
 * every tracker, other pages as `advise` knows them.
 */
export function baseUrl(advise: PageAdvice = () => undefined) {
  const adviceOn = (text: unknown): string | undefined => {
    if (typeof text !== 'string' || !URL.canParse(text) || holdsCredentials(text)) return undefined;
    const url = new URL(text);
    const own = advise(url);
    return own ?? (/[#?]/.test(text) ? `write ${withoutPage(url, url.pathname)}` : undefined);
  };
  return z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .refine((text) => !holdsCredentials(text), 'must not hold credentials: write them under auth')
    .refine((text) => adviceOn(text) === undefined, {
      error: ({ input }) => `is the address of a page: ${adviceOn(input) ?? ''}`,
    })
    .describe("The tracker's base URL, with its path prefix if it has one.");
}

/** An address that goes on with this path, without what only pages have behind it. */
export function withoutPage({ origin }: URL, path: string): string {
  return origin + path.replace(/\/+$/, '');
}

function holdsCredentials(text: string): boolean {
  return /^https?:\/\/[^/]*@/.test(text);
}

/** Config keys of a source that is reached over HTTP. Trackers put these beside their own. */
export const httpSettings = {
  url: baseUrl(),
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
