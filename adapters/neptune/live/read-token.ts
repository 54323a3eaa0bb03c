import { z } from 'zod';

/** What an API token says of its server: base64 of JSON (client's credentials.py). Tokens of 3.x hold `api_url` too. */
const token = z.object({ api_address: z.string().optional(), api_url: z.string().nullish() });

/** The address that a token names; null where it names none. Undefined for what is no token. */
export function addressIn(apiToken: string): string | null | undefined {
  try {
    const parsed = token.safeParse(JSON.parse(Buffer.from(apiToken, 'base64').toString('utf8')));
    if (!parsed.success) return undefined;
    const address = parsed.data.api_url ?? parsed.data.api_address ?? null;
    return address === null || /^https?:\/\//.test(address) ? address : `https://${address}`;
  } catch {
    return undefined;
  }
}
