import { z } from 'zod';
import { baseUrl, httpSettings, withoutPage } from '../../src/kit/http-settings.ts';

/** The address of `aim server`, as Aim's own clients write it or as a URL, base path included. */
const serverAddress = z
  .string()
  .regex(/^(aim|https?):\/\/[^/@?#\s]+(\/[^?#\s]*)?$/, 'must be an address such as aim://127.0.0.1:53800')
  .refine((text) => URL.canParse(text.replace(/^aim:/, 'http:')), 'must be an address such as aim://127.0.0.1:53800')
  .describe(
    'The address of `aim server` over the same repository, such as aim://127.0.0.1:53800: runs are moved to Aim through it. ' +
      'It has no login at all: keep it on this machine, or behind a tunnel.',
  );

/** What a source of kind aim takes beside the keys that every source has: the URL of `aim up`, base path included. */
export const aimSettings = z.strictObject({
  ...httpSettings,
  url: baseUrl(adviseOnPage),
  server: serverAddress.optional(),
});

/** Pages of Aim's own. `/runs` and `/experiments` alone may as well be a base path. */
const page =
  /\/(?:(?:runs|experiments)\/[^/]+|(?:metrics|params|scatters)(?:\/[^/]+)?)(?:\/(?:overview|runs|notes|settings))?\/?$/;

function adviseOnPage(url: URL): string | undefined {
  const found = page.exec(url.pathname);
  return found === null ? undefined : `write ${withoutPage(url, url.pathname.slice(0, found.index))}`;
}

export type AimSettings = z.infer<typeof aimSettings>;

/** What `aim server` is asked at. The credentials of `aim up` are not sent there. */
export function connectionOf({ server = '', tls }: AimSettings) {
  return { url: server.replace(/^aim:/, 'http:'), tls };
}
