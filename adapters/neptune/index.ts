import { defineTracker } from '../../src/contract/tracker.ts';
import { createAdapter } from './adapter.ts';
import { archiveCapabilities } from './capabilities.ts';
import { neptuneSettings } from './config.ts';

/** What is left of Neptune: exports on disk. Its hosted service was switched off in March 2026. */
export const neptune = defineTracker({
  kind: 'neptune',
  title: 'Neptune',
  settings: neptuneSettings,
  capabilities: archiveCapabilities,
  address: () => null,
  create: createAdapter,
  demo: [
    {
      id: 'archive',
      async start() {
        const { startSampleArchive } = await import('./sample/start.ts');
        return startSampleArchive();
      },
    },
  ],
});
