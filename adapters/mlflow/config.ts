import { z } from 'zod';
import { baseUrl, httpSettings, withoutPage } from '../../src/kit/http-settings.ts';

/** What a source of kind mlflow takes beside the keys that every source has. */
export const mlflowSettings = z.strictObject({
  ...httpSettings,
  url: baseUrl(adviseOnPage),
  workspace: z
    .string()
    .min(1)
    .optional()
    .describe('The workspace to read, on servers that have workspaces (3.10 and newer); the default one if left out.'),
});

/** Pages of MLflow's own lie behind a #, and those of hosts that embed it below /ml. */
function adviseOnPage(url: URL): string | undefined {
  const [, base] = /^(.*?)\/ml\/(?:experiments|models)(?:\/.*)?$/.exec(url.pathname) ?? [];
  return base === undefined ? undefined : `write ${withoutPage(url, base)}`;
}

export type MlflowSettings = z.infer<typeof mlflowSettings>;
