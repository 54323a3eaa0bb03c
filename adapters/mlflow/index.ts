import { defineTracker } from '../../src/contract/tracker.ts';
import { languageTeam } from '../../src/emulator-kit/sample/language-team.ts';
import { visionTeam } from '../../src/emulator-kit/sample/vision-team.ts';
import { mlflowCapabilities } from './capabilities.ts';
import { mlflowSettings } from './config.ts';

/** MLflow tracking servers, and servers that speak their protocol. */
export const mlflow = defineTracker({
  kind: 'mlflow',
  title: 'MLflow',
  settings: mlflowSettings,
  capabilities: mlflowCapabilities,
  callers: true,
  address: ({ url }) => url,
  create: async (settings, runtime) => (await import('./adapter.ts')).createAdapter(settings, runtime),
  async emulate({ port, empty }) {
    const { startMlflowEmulator } = await import('./emulator/start.ts');
    const data = empty ? { projects: [], runs: [] } : visionTeam;
    return startMlflowEmulator({ port, data });
  },
  demo: [
    { id: 'vision', data: visionTeam },
    { id: 'language', data: languageTeam },
  ].map(({ id, data }) => ({
    id,
    async start() {
      const { startMlflowEmulator } = await import('./emulator/start.ts');
      return startMlflowEmulator({ port: 0, data });
    },
  })),
});
