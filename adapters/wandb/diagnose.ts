import type { Diagnostic } from '../../src/contract/adapter.ts';
import type { ServerFacts } from './client.ts';
import type { WandbSettings } from './config.ts';

/** What the people who read this server should know about it. */
export function diagnose({ known }: ServerFacts, settings: WandbSettings): readonly Diagnostic[] {
  if (known || settings.apiKey !== undefined || settings.auth !== undefined) return [];
  return [
    {
      severity: 'WARNING',
      code: 'ANONYMOUS',
      message: 'No key is configured: only public projects can be read, if any.',
      remedy: 'Set apiKey of this source.',
      subject: 'apiKey',
    },
  ];
}
