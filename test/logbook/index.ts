import { defineTracker } from '../../src/contract/tracker.ts';
import { forecastTeam } from '../../src/emulator-kit/sample/forecast-team.ts';
import { logbookCapabilities } from './capabilities.ts';
import { logbookSettings } from './config.ts';

/** Servers of Logbook 2. */
export const logbook = defineTracker({
  kind: 'logbook',
  title: 'Logbook',
  settings: logbookSettings,
  capabilities: logbookCapabilities,
  address: ({ url }) => url,
  create: async (settings, runtime) => (await import('./adapter.ts')).createAdapter(settings, runtime),
  async emulate({ port, empty }) {
    const { startLogbook } = await import('./emulator/start.ts');
    return startLogbook({ port, data: empty ? { projects: [], runs: [] } : forecastTeam });
  },
  demo: [],
});
