import { keepOnAim } from '../../adapters/aim/limitations.ts';
import { openAimTarget } from '../../adapters/aim/open-target.ts';
import { describeConformance } from '../../conformance/suite.ts';
import { nothingStored } from '../../conformance/target.ts';
import { seedRepo } from './repos.ts';
import { startAim } from './servers.ts';

// A real server scans every run in Python for every question, so there are fewer of them than of an emulator.
const scale = Number(process.env['LIVE_QUESTIONS'] ?? 1);

describeConformance(
  {
    name: 'Aim 3.29.1',
    keep: keepOnAim,
    paramsAreText: false,
    keepsEpochs: true,
    artifacts: nothingStored,
    async open(data, id) {
      const repo = seedRepo({ ...data, runs: data.runs.map(keepOnAim) });
      const server = await startAim(repo.folder);
      const close = async (): Promise<void> => {
        await server.stop();
        repo.remove();
      };
      return openAimTarget(server.url, id, repo.runIds, close, 'everything');
    },
  },
  { questions: 150 * scale, seed: 4 },
);
