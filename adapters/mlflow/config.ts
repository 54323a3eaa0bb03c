import { z } from 'zod';
import { httpSettings } from '../../src/kit/http-settings.ts';

/** What a source of kind mlflow takes beside the keys that every source has. */
export const mlflowSettings = z.strictObject({
  ...httpSettings,
  workspace: z
    .string()
    .min(1)
    .optional()
    .describe('The workspace to read, on servers that have workspaces (3.10 and newer); the default one if left out.'),
});

export type MlflowSettings = z.infer<typeof mlflowSettings>;
