import { startLogbook } from './emulator/start.ts';
import { logbook } from './index.ts';
import { openTarget } from '../conformance/open-target.ts';
import type { Target } from '../conformance/target.ts';
import { keepInLogbook } from './limitations.ts';

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [
  {
    name: 'the emulator of Logbook 2',
    keep: keepInLogbook,
    paramsAreText: false,
    async open(data, id) {
      const server = await startLogbook({ port: 0, data });
      const close = () => server.close();
      return openTarget(logbook, { id, settings: server.source, runIds: server.runIds, close });
    },
  },
];
