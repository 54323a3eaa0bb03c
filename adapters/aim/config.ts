import { z } from 'zod';
import { httpSettings } from '../../src/kit/http-settings.ts';

/** What a source of kind aim takes beside the keys that every source has: the URL of `aim up`, base path included. */
export const aimSettings = z.strictObject({ ...httpSettings });

export type AimSettings = z.infer<typeof aimSettings>;
