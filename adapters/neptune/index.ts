import { defineTracker } from '../../src/contract/tracker.ts';
import { speechTeam } from '../../src/emulator-kit/sample/speech-team.ts';
import { archiveCapabilities } from './capabilities.ts';
import { neptuneSettings } from './config.ts';

/** What is left of Neptune: exports on disk, and servers that companies run. Its hosted service was switched off in March 2026. */
export const neptune = defineTracker({
  kind: 'neptune',
  title: 'Neptune',
  settings: neptuneSettings,
  capabilities: archiveCapabilities,
  address: (settings) => (settings.kind === 'live' ? settings.url : null),
  create: async (settings, runtime) => (await import('./adapter.ts')).createAdapter(settings, runtime),
  variants: ['3.x', '2.x'],
  async emulate({ port, empty, variant }) {
    const { startNeptuneEmulator } = await import('./emulator/start.ts');
    const data = empty ? { projects: [], runs: [] } : speechTeam;
    return startNeptuneEmulator({ port, data, line: variant === '2.x' ? '2.x' : '3.x', workspace: 'voice' });
  },
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
