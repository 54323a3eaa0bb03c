import { z } from 'zod';
import { httpSettings } from '../../src/kit/http-settings.ts';

/** What a source of kind logbook takes beside the keys that every source has. */
export const logbookSettings = z.strictObject(httpSettings);

export type LogbookSettings = z.infer<typeof logbookSettings>;
