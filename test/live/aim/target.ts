import { keepOnAim } from '../../adapters/aim/limitations.ts';
import { openAimTarget } from '../../adapters/aim/open-target.ts';
import { nothingStored, type Target } from '../../conformance/target.ts';
import { seedRepo } from './repos.ts';
import { startAim } from './servers.ts';

/** A real server over a repo that the SDK filled with the canonical data set. */
export const aimServer: Target = {
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
};
