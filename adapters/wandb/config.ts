import { z } from 'zod';
import type { HttpSettings } from '../../src/contract/http.ts';
import { baseUrl, httpSettings, withoutPage } from '../../src/kit/http-settings.ts';

/** The address of the hosted service. */
const hostedUrl = 'https://api.wandb.ai';

/** What a source of kind wandb takes beside the keys that every source has. */
export const wandbSettings = z
  .strictObject({
    ...httpSettings,
    url: baseUrl(adviseOnPage).optional().describe(`The base URL of the API; ${hostedUrl} if left out.`),
    path: z
      .string()
      .min(1)
      .optional()
      .describe('A folder with runs that were recorded offline, read in place of a server.')
      .meta({ file: true }),
    entity: z
      .string()
      .min(1)
      .optional()
      .describe('The team or user whose projects are read; the default one of the key if left out.'),
    projects: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Names of the projects to read; all of the entity if left out.'),
    apiKey: z
      .string()
      .min(1)
      .optional()
      .describe('API key. Write ${VARIABLE} to take it from the environment.')
      .meta({ secret: true }),
  })
  .superRefine(({ apiKey, auth, path, url, tls }, context) => {
    for (const [key, value] of Object.entries({ url, apiKey, auth, tls })) {
      if (path !== undefined && value !== undefined) {
        context.addIssue({
          code: 'custom',
          path: [key],
          message: 'is of a server, and not of a folder of offline runs',
        });
      }
    }
    if (apiKey !== undefined && auth !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['auth'],
        message: 'must not stand beside apiKey: one of them is used',
      });
    }
  })
  .transform(({ path, url = hostedUrl, ...rest }) => {
    const { entity, projects } = rest;
    return path === undefined
      ? ({ kind: 'server', url, ...rest } as const)
      : ({ kind: 'offline', path, entity, projects } as const);
  });

/** Pages of the hosted service are at another host than its API; those of other servers are below an entity and a project. */
function adviseOnPage(url: URL): string | undefined {
  const [entity, project, page] = url.pathname.split('/').filter((part) => part !== '');
  const isHosted = /^(www\.|app\.)?wandb\.ai$/.test(url.hostname);
  const isPage = page !== undefined && /^(runs|sweeps|artifacts|reports|table|overview|workspace|groups)$/.test(page);
  if (!isHosted && !isPage) return undefined;
  const keys = [
    ...(entity === undefined ? [] : [`entity: ${entity}`]),
    ...(project === undefined ? [] : [`projects: [${project}]`]),
  ];
  const address = isHosted ? 'leave url out' : `write ${withoutPage(url, '')}`;
  return keys.length === 0 || entity === 'home' ? address : `${address}, and ${keys.join(' and ')}`;
}

type Settings = z.infer<typeof wandbSettings>;
export type WandbSettings = Extract<Settings, { readonly kind: 'server' }>;
/** Of a folder on disk. */
export type OfflineSettings = Extract<Settings, { readonly kind: 'offline' }>;

/** The connection of a source. A key goes by the name `api`, as the SDK sends it. */
export function connectionOf({ url, apiKey, auth, tls }: WandbSettings): HttpSettings {
  const basic = apiKey === undefined ? auth : ({ type: 'basic', username: 'api', password: apiKey } as const);
  return { url, auth: basic, tls };
}

/** Where people look at runs: the API of `api.wandb.ai` belongs to `wandb.ai`, that of `api.x` to `app.x`. */
export function pagesOf({ url }: Pick<WandbSettings, 'url'>): string {
  const base = url.replace(/\/+$/, '');
  return base.replace(/^(https?:\/\/)api\.wandb\./, '$1wandb.').replace(/^(https?:\/\/)api\./, '$1app.');
}
