import { defineTracker } from '../../src/contract/tracker.ts';
import { countingTeam } from '../../src/emulator-kit/sample/counting-team.ts';
import { robotTeam } from '../../src/emulator-kit/sample/robot-team.ts';
import { wandbCapabilities } from './capabilities.ts';
import { wandbSettings } from './config.ts';

/** Weights & Biases: the hosted service, dedicated clouds, and servers of one's own. */
export const wandb = defineTracker({
  kind: 'wandb',
  title: 'Weights & Biases',
  settings: wandbSettings,
  capabilities: wandbCapabilities,
  address: (settings) => (settings.kind === 'offline' ? null : settings.url),
  async create(settings, runtime) {
    if (settings.kind === 'offline') {
      return (await import('./offline/offline-adapter.ts')).createOfflineAdapter(settings, runtime);
    }
    return (await import('./adapter.ts')).createAdapter(settings, runtime);
  },
  async emulate({ port, empty, rejectedKeys = [] }) {
    const { startWandbEmulator } = await import('./emulator/start.ts');
    const data = empty ? { projects: [], runs: [] } : robotTeam;
    return startWandbEmulator({ port, data, rejectedKeys });
  },
  demo: [
    {
      id: 'robots',
      async start() {
        const { startWandbEmulator } = await import('./emulator/start.ts');
        const data = {
          projects: [...robotTeam.projects, ...countingTeam.projects],
          runs: [...robotTeam.runs, ...countingTeam.runs],
        };
        return startWandbEmulator({ port: 0, data });
      },
    },
  ],
});
