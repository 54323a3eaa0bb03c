import type { Adapter } from '../../src/contract/adapter.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { createArchiveAdapter } from './archive/archive-adapter.ts';
import type { NeptuneSettings } from './config.ts';

/** Opens what the settings name: an archive on disk, the one thing that is read so far. */
export function createAdapter(settings: NeptuneSettings, runtime: Runtime): Adapter {
  return createArchiveAdapter(settings, runtime);
}
