import type { Adapter } from '../../src/contract/adapter.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { createArchiveAdapter } from './archive/archive-adapter.ts';
import type { LiveSettings, NeptuneSettings } from './config.ts';
import { createLiveAdapter } from './live/live-adapter.ts';

/** Opens what the settings name: an export on disk, or a live server. */
export function createAdapter(settings: NeptuneSettings | LiveSettings, runtime: Runtime): Adapter {
  return settings.kind === 'live' ? createLiveAdapter(settings, runtime) : createArchiveAdapter(settings, runtime);
}
