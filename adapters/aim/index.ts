import { defineTracker } from '../../src/contract/tracker.ts';
import { forecastTeam } from '../../src/emulator-kit/sample/forecast-team.ts';
import { aimCapabilities } from './capabilities.ts';
import { aimSettings } from './config.ts';

/** Aim 3 servers, started by `aim up`. */
export const aim = defineTracker({
  kind: 'aim',
  title: 'Aim',
  settings: aimSettings,
  capabilities: aimCapabilities,
  callers: true,
  address: ({ url }) => url,
  create: async (settings, runtime) => (await import('./adapter.ts')).createAdapter(settings, runtime),
  async emulate({ port, empty }) {
    const { startAimEmulator } = await import('./emulator/start.ts');
    return startAimEmulator({ port, data: empty ? { projects: [], runs: [] } : forecastTeam });
  },
  demo: [
    {
      id: 'forecast',
      async start() {
        const { startAimEmulator } = await import('./emulator/start.ts');
        return startAimEmulator({ port: 0, data: forecastTeam });
      },
    },
  ],
});
