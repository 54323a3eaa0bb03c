import { z } from 'zod';
import { baseUrl, httpSettings, withoutPage } from '../../src/kit/http-settings.ts';

/** What a source of kind aim takes beside the keys that every source has: the URL of `aim up`, base path included. */
export const aimSettings = z.strictObject({ ...httpSettings, url: baseUrl(adviseOnPage) });

/** Pages of Aim's own. `/runs` and `/experiments` alone may as well be a base path. */
const page =
  /\/(?:(?:runs|experiments)\/[^/]+|(?:metrics|params|scatters)(?:\/[^/]+)?)(?:\/(?:overview|runs|notes|settings))?\/?$/;

function adviseOnPage(url: URL): string | undefined {
  const found = page.exec(url.pathname);
  return found === null ? undefined : `write ${withoutPage(url, url.pathname.slice(0, found.index))}`;
}

export type AimSettings = z.infer<typeof aimSettings>;
